import { plantedTargets } from './planted.ts'
import type { Target } from './target.ts'

interface Home {
  /** The targets that stand there. */
  readonly names: readonly string[]
  readonly load: () => Promise<Readonly<Record<string, readonly Target[]>>>
}

/** The files of `targets/`. A thread loads the one that it needs: its counters are read after every input
 *  that scouts, and reading them takes the longer the more code there is. */
export const homes: readonly Home[] = [
  {
    names: ['cell-open', 'cell-plaintext', 'letter', 'segment', 'segment-name', 'words'],
    load: () => import('./targets/up-lane.ts'),
  },
  {
    names: [
      ...['roster-parse', 'roster-rules', 'roster-forgery', 'edition-parse', 'edition-forgery'],
      ...['edition-lookup', 'reply', 'reader-trust'],
    ],
    load: () => import('./targets/down-lane.ts'),
  },
  {
    names: [
      ...['journal-entry', 'journal-item', 'batch-parse', 'batch-content', 'item-pieces'],
      ...['parcel', 'admission-card', 'welcome'],
    ],
    load: () => import('./targets/journal.ts'),
  },
  {
    names: ['open-item', 'desk-arrivals'],
    load: () => import('./targets/open-batches.ts'),
  },
  {
    names: ['release-parse', 'release-rules', 'release-forgery', 'site-path', 'spellings'],
    load: () => import('./targets/release.ts'),
  },
  {
    names: [
      ...['event', 'event-fold', 'story-update', 'story-unchecked-update', 'story-vector'],
      ...['plain-text', 'base64-url-of-newsroom', 'guard-readings', 'guard-search'],
    ],
    load: () => import('./targets/editorial.ts'),
  },
  {
    names: [
      ...['relay-request', 'relay-signed-list', 'relay-roster', 'relay-signed-edition'],
      ...['relay-cell-intake', 'relay-config'],
    ],
    load: () => import('./targets/relay.ts'),
  },
  {
    names: ['desk-api', 'desk-config', 'relay-answer'],
    load: () => import('./targets/desk.ts'),
  },
  {
    names: ['desk-notes', 'desk-secrets', 'passphrase-file'],
    load: () => import('./targets/desk-disk.ts'),
  },
  {
    names: ['roster-events', 'release-signatures'],
    load: () => import('./targets/desk-journal.ts'),
  },
  {
    names: ['cli-arguments', 'cli-fingerprint', 'cli-headers', 'cli-probes'],
    load: () => import('./targets/cli.ts'),
  },
  {
    names: ['certificates', 'roster-draft', 'carried-card', 'share-page', 'root-shares'],
    load: () => import('./targets/ceremony.ts'),
  },
  {
    names: ['monitor-memory', 'monitor-look', 'http-answer'],
    load: () => import('./targets/monitor.ts'),
  },
]

/** The target of this name, a planted one too; throws RangeError when there is none. */
export async function targetNamed(name: string): Promise<Target> {
  const home = homes.find(({ names }) => names.includes(name))
  const there = home === undefined ? [plantedTargets] : Object.values(await home.load())
  const target = there.flat().find((one) => one.name === name)
  if (target === undefined) throw new RangeError(`no target is called ${name}`)
  return target
}
