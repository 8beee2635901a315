import { protectedIn } from '@cronista/guard'
import { protectedTextsOf, type SourceStanding } from '../state/source-standing.ts'
import type { PlainDate } from '../story/plain-date.ts'
import type { PrintableStory } from '../story/printable-story.ts'
import type { GateFinding } from './finding.ts'
import type { GateSubject } from './subject.ts'
import { textsOf, textsOfNote, type PlacedText } from './texts-of.ts'

/** Rule 1: no text of the story says what is protected, nor does any other story of the same source; and
 *  of a source that is not fully named it was recorded what must not get out: nothing can be looked for
 *  otherwise. Of a withdrawal only the note is looked at. */
export function protectedInText(subject: GateSubject): readonly GateFinding[] {
  const { kind, sources } = subject
  return [
    ...sources.flatMap((source) => protectedOf(source, subject)),
    ...(kind === 'withdrawal' ? [] : sources.filter(isUnrecorded).map(nothingProtected)),
  ]
}

function protectedOf(source: SourceStanding, subject: GateSubject): readonly GateFinding[] {
  const { kind, story, note, siblings, today } = subject
  if (kind === 'withdrawal')
    return protectedInTexts(textsOfNote(story.id, note), source, today, [story])
  return [story, ...siblings(source.id)].flatMap((one) =>
    protectedInTexts(textsOf(one), source, today, [one]),
  )
}

/** Where the texts say what is protected of the source. `quoted` are the stories in which it may be
 *  quoted by its name. */
export function protectedInTexts(
  texts: readonly PlacedText[],
  source: SourceStanding,
  today: PlainDate,
  quoted: readonly PrintableStory[],
): readonly GateFinding[] {
  const isProtected = protectedTextsOf(source, today, quoted)
  if (isProtected.length === 0) return []
  return texts.flatMap(({ place, text, as }) =>
    protectedIn(text, isProtected, as).map(({ id: protection, excerpt }): GateFinding => ({
      ...{ rule: 1, code: 'protected-in-text', place, source: source.id, protection, excerpt },
    })),
  )
}

function isUnrecorded({ agreed, described, isProtectionRecorded }: SourceStanding): boolean {
  const level = agreed?.level ?? described.level
  return level !== 'full' && level !== 'nothing' && !isProtectionRecorded
}

function nothingProtected({ id: source }: SourceStanding): GateFinding {
  return { rule: 1, code: 'nothing-protected', place: { kind: 'source', source }, source }
}
