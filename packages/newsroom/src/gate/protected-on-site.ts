import { protectedIn, readingsOf } from '@cronista/guard'
import { protectedTextsOf } from '../state/source-standing.ts'
import type { GateFinding } from './finding.ts'
import type { BuiltFile, GateSubject } from './subject.ts'

type Texts = ReturnType<typeof protectedTextsOf>

/** Rule 2: no built file that is made of a story of the source says what is protected, in whatever way it
 *  is read. Withdrawals are left out: nothing that stands elsewhere may keep a story from being taken away. */
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
function findingsIn(
  [path, bytes]: BuiltFile,
  source: string,
  texts: Texts,
): readonly GateFinding[] {
  const found = new Map<string, GateFinding>()
  for (const { part, as, text } of readingsOf(path, bytes))
    for (const { id: protection, excerpt } of protectedIn(text, texts, as)) {
      const place = { kind: 'site', path, part } as const
      const seen = { code: 'protected-on-site', place, source, protection, excerpt } as const
      const key = `${part} ${protection}`
      if (!found.has(key)) found.set(key, { rule: 2, ...seen })
    }
  return [...found.values()]
}
