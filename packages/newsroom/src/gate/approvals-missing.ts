import { changedLanguages } from '../story/changed-languages.ts'
import { digestOf, type Digest } from '../story/digest.ts'
import { twoOf } from '../story/site-facts.ts'
import type { GateFinding } from './finding.ts'
import type { GateSubject } from './subject.ts'

/** Rule 18: two people on two devices have approved exactly what is released; and a correction changes
 *  both languages, if any. */
export function approvalsMissing(subject: GateSubject): readonly GateFinding[] {
  const { stage, kind, story, onSite, approvals = [] } = subject
  const place = { kind: 'story', story: story.id } as const
  const found: GateFinding[] = []
  if (stage === 'release' && twoOf(approvals, digestFor(subject)) === undefined)
    found.push({ rule: 18, code: 'approvals-missing', place })
  if (kind === 'correction' && onSite !== undefined) {
    const [changed, both] = changedLanguages(onSite, story)
    if (changed !== undefined && both === undefined)
      found.push({ rule: 18, code: 'one-language-changed', place })
  }
  return found
}

function digestFor({ kind, story, note }: GateSubject): Digest {
  if (kind !== 'withdrawal') return digestOf({ kind, story })
  const { id, slug } = story
  return digestOf({ kind, id, slug, note: note ?? { es: '', en: '' } })
}
