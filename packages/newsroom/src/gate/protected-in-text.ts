import { protectedIn } from '@cronista/guard'
import { protectedTextsOf, type SourceStanding } from '../state/source-standing.ts'
import type { GateFinding } from './finding.ts'
import type { GateSubject } from './subject.ts'
import { textsOf, textsOfNote, type PlacedText } from './texts-of.ts'

/** Rule 1: no text of the story says what is protected, nor does any other story of the same source.
 *  Of a withdrawal only the note is looked at. */
export function protectedInText(subject: GateSubject): readonly GateFinding[] {
  return subject.sources.flatMap((source) => findingsOf(source, subject, textsFor(source, subject)))
}

function textsFor(source: SourceStanding, subject: GateSubject): readonly PlacedText[] {
  const { kind, story, note, siblings } = subject
  if (kind === 'withdrawal') return textsOfNote(story.id, note)
  return [story, ...siblings(source.id)].flatMap(textsOf)
}

function findingsOf(
  source: SourceStanding,
  { today }: GateSubject,
  texts: readonly PlacedText[],
): readonly GateFinding[] {
  const isProtected = protectedTextsOf(source, today)
  if (isProtected.length === 0) return []
  return texts.flatMap(({ place, text, as }) =>
    protectedIn(text, isProtected, as).map(({ id: protection, excerpt }): GateFinding => ({
      ...{ rule: 1, code: 'protected-in-text', place, source: source.id, protection, excerpt },
    })),
  )
}
