import type { Language } from '@cronista/protocol'
import type { Unchecked } from './look.ts'
import type { MonitorKind } from './finding.ts'

/** What a monitor says beside what `verify` says. */
export interface MonitorWording {
  readonly kinds: Readonly<Record<MonitorKind, string>>
  readonly changing: string
  readonly differs: (view: string, count: number) => string
  readonly unchecked: (view: string, count: number) => string
  readonly same: (round: number, view: string, release: number) => string
  readonly ended: (tally: {
    readonly rounds: number
    readonly views: number
    readonly found: number
  }) => string
  readonly onlyThese: string
}

const es: MonitorWording = {
  kinds: {
    'edition-forked': 'la edición es otra que la que se vio con el mismo número',
    'edition-missing': 'falta la edición, que otros sí reciben',
    'edition-older': 'la edición es anterior a la que ya se vio',
    'edition-refused': 'la edición no vale',
    'edition-stale':
      'la edición tiene más de un día: o ninguna mesa está abierta, o el servidor retiene las nuevas',
    'edition-unchained': 'la edición no sigue a la que se vio antes',
    'release-forked': 'la publicación es otra que la que se vio con el mismo número',
    'release-missing': 'no hay ninguna publicación firmada',
    'release-older': 'la publicación es anterior a la que ya se vio',
    'release-refused': 'la publicación no vale',
    'release-unchained': 'la publicación no sigue a la que se vio antes',
    'roster-forked': 'la nómina de dispositivos es otra que la que se vio con el mismo número',
    'roster-missing': 'falta la nómina de dispositivos',
    'roster-older': 'la nómina de dispositivos es anterior a la que ya se vio',
    'roster-refused': 'la nómina de dispositivos no vale',
    'roster-unchained': 'la nómina de dispositivos no sigue a la que se vio antes',
  },
  changing: 'la publicación cambió varias veces mientras se comparaba',
  differs: (view, count) => `${view}: diferencias: ${count}.`,
  unchecked: (view, count) => `${view}: sin comprobar: ${count}.`,
  same: (round, view, release) =>
    `Vuelta ${round}, ${view}: todo lo que se comparó coincide con la publicación ${release}.`,
  ended: ({ rounds, views, found }) =>
    `Vueltas: ${rounds}; miradas: ${views}; diferencias: ${found}.`,
  onlyThese:
    'Esto vale para lo que el sitio respondió a estas miradas. A quien reconozca, o no vea por ellas, podría responderle otra cosa.',
}

const en: MonitorWording = {
  kinds: {
    'edition-forked': 'the edition is not the one that was seen under the same number',
    'edition-missing': 'the edition is missing, and others are given one',
    'edition-older': 'the edition is older than one that was seen',
    'edition-refused': 'the edition is not valid',
    'edition-stale':
      'the edition is more than a day old: either no desk is open, or the server holds new ones back',
    'edition-unchained': 'the edition does not follow the one that was seen before it',
    'release-forked': 'the release is not the one that was seen under the same number',
    'release-missing': 'there is no signed release',
    'release-older': 'the release is older than one that was seen',
    'release-refused': 'the release is not valid',
    'release-unchained': 'the release does not follow the one that was seen before it',
    'roster-forked': 'the roster of keys is not the one that was seen under the same number',
    'roster-missing': 'the roster of keys is missing',
    'roster-older': 'the roster of keys is older than one that was seen',
    'roster-refused': 'the roster of keys is not valid',
    'roster-unchained': 'the roster of keys does not follow the one that was seen before it',
  },
  changing: 'the release changed several times while it was compared',
  differs: (view, count) => `${view}: differences: ${count}.`,
  unchecked: (view, count) => `${view}: could not be checked: ${count}.`,
  same: (round, view, release) =>
    `Round ${round}, ${view}: all that was compared matches release ${release}.`,
  ended: ({ rounds, views, found }) => `Rounds: ${rounds}; looks: ${views}; differences: ${found}.`,
  onlyThese:
    'This holds for what the site answered to these looks. It could answer otherwise to whoever it recognises, or who looks in another way.',
}

const wordings: Readonly<Record<Language, MonitorWording>> = { en, es }

/** The texts of a language. */
export function monitorWordingIn(language: Language): MonitorWording {
  return wordings[language]
}

/** Whether a reason is one that only a monitor gives. */
export function isChanging(why: Unchecked): why is 'release-changing' {
  return why === 'release-changing'
}
