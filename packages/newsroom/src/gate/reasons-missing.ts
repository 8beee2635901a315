import { languages } from '../story/language.ts'
import type { SourceStanding } from '../state/source-standing.ts'
import type { GateFinding } from './finding.ts'
import { quotedSources, type QuotedSource } from './speakers.ts'
import type { GateSubject } from './subject.ts'

/** Rule 5: whoever is quoted without the full name has a reason for readers, in both languages, a reason
 *  for the desk, and somebody from whom the name is hidden. */
export function reasonsMissing({ kind, story, sources }: GateSubject): readonly GateFinding[] {
  if (kind === 'withdrawal') return []
  const unnamed = quotedSources(story, sources).filter((quoted) => !isNamed(quoted))
  const standings = new Set(unnamed.flatMap(({ standing }) => standing ?? []))
  return [
    ...unnamed.flatMap((quoted) => forReaders(story.id, quoted)),
    ...[...standings].flatMap(forDesk),
  ]
}

function isNamed({ block, standing }: QuotedSource): boolean {
  return block.speaker.unnamedBecause === undefined && standing?.agreed?.level === 'full'
}

function forReaders(story: string, { block }: QuotedSource): readonly GateFinding[] {
  const { source, unnamedBecause } = block.speaker
  const missing = languages.filter((language) => (unnamedBecause?.[language] ?? '') === '')
  return missing.map((language) => {
    const at = { kind: 'segment', story, segment: block.id, part: 'speaker', language } as const
    const found = { rule: 5, code: 'reader-reason-missing', place: at } as const
    return source === undefined ? found : { ...found, source }
  })
}

function forDesk({ id: source, described }: SourceStanding): readonly GateFinding[] {
  const codes = [
    ...(described.deskReason === undefined ? (['desk-reason-missing'] as const) : []),
    ...(described.hiddenFrom === undefined ? (['hidden-from-missing'] as const) : []),
  ]
  return codes.map((code) => ({ rule: 5, code, place: { kind: 'source', source }, source }))
}
