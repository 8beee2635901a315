import { protectedIn, readingsOf, type Sighting } from '@cronista/guard'
import { protectedTextsOf } from '../state/source-standing.ts'
import type { GateFinding } from './finding.ts'
import type { BuiltFile, GateSubject } from './subject.ts'

type Texts = ReturnType<typeof protectedTextsOf>
type Part = ReturnType<typeof readingsOf>[number]['part']

/** One protected text in one part of a file. */
interface Seen {
  readonly part: Part
  readonly protection: string
  readonly sightings: readonly Sighting[]
}

/** Rule 2: no built file that is made of a story of the source says what is protected, in whatever way it
 *  is read. What the site says by itself, as often as it would without the words of the stories, is left
 *  out: the name of a month, of the newspaper, of a style. Withdrawals are left out: nothing that stands
 *  elsewhere may keep a story from being taken away. */
export function protectedOnSite(subject: GateSubject): readonly GateFinding[] {
  const { kind, sources, siteOf, today } = subject
  if (kind === 'withdrawal') return []
  return sources.flatMap((source) => {
    const texts = protectedTextsOf(source, today)
    if (texts.length === 0) return []
    return [...siteOf(source.id)].flatMap((file) => findingsIn(file, source.id, texts))
  })
}

/** At most one finding for each protection in each part of a file. */
function findingsIn(file: BuiltFile, source: string, texts: Texts): readonly GateFinding[] {
  const [path, bytes, blankOf] = file
  const found = seenIn(path, bytes, texts)
  if (found.size === 0) return []
  const blank = blankOf?.()
  const own = blank === undefined ? new Map<string, Seen>() : seenIn(...blank, texts)
  return [...found].flatMap(([key, { part, protection, sightings }]) => {
    const known = own.get(key)?.sightings ?? []
    if (sightings.length <= known.length) return []
    const excerpts = known.map(({ excerpt }) => excerpt)
    const seen = sightings.find(({ excerpt }) => !excerpts.includes(excerpt)) ?? sightings[0]
    const place = { kind: 'site', path, part } as const
    const told = { code: 'protected-on-site', place, source, protection } as const
    return [{ rule: 2, ...told, ...(seen && { excerpt: seen.excerpt }) }]
  })
}

function seenIn(path: string, bytes: Uint8Array, texts: Texts): ReadonlyMap<string, Seen> {
  const found = new Map<string, Seen>()
  for (const { part, as, text } of readingsOf(path, bytes))
    for (const sighting of protectedIn(text, texts, as)) {
      const { id: protection } = sighting
      const key = `${part} ${protection}`
      const before = found.get(key)?.sightings ?? []
      found.set(key, { part, protection, sightings: [...before, sighting] })
    }
  return found
}
