import { isSameLabel } from '../state/agreed-level.ts'
import { isConsentValid, type SourceStanding } from '../state/source-standing.ts'
import { coveredBy } from '../story/identification.ts'
import type { PrintedSpeaker } from '../story/printable-story.ts'
import type { GateCode, GateFinding } from './finding.ts'
import { quotedSources } from './speakers.ts'
import type { GateSubject } from './subject.ts'

/** Rule 4: every source is printed as it has agreed to, by a consent that has not run out; and this desk
 *  knows every source that stands behind the story. */
export function consentLacking(subject: GateSubject): readonly GateFinding[] {
  const { kind, story, sources } = subject
  if (kind === 'withdrawal') return []
  const quoted = quotedSources(story, sources).flatMap(({ block, standing }): GateFinding[] => {
    const code = codeFor(block.speaker, standing, subject)
    if (code === undefined) return []
    const place = { kind: 'segment', story: story.id, segment: block.id, part: 'speaker' } as const
    const source = standing?.id ?? block.speaker.source
    return [{ rule: 4, code, place, ...(source !== undefined && { source }) }]
  })
  const unknown = (story.alsoFrom ?? []).filter((id) => !sources.some((one) => one.id === id))
  return [...quoted, ...unknown.map(unknownSource)]
}

function codeFor(
  { label }: PrintedSpeaker,
  standing: SourceStanding | undefined,
  { today }: GateSubject,
): GateCode | undefined {
  const agreed = standing?.agreed
  if (standing === undefined || agreed === undefined || agreed.level === 'nothing')
    return 'consent-missing'
  if (!isConsentValid(standing, today)) return 'consent-expired'
  if (agreed.isLabelUsable && isSameLabel(agreed.label, label)) return undefined
  const levels = standing.descriptions
    .filter((told) => isSameLabel(told.label, label))
    .map(({ level }) => (level === 'nothing' ? 'description' : level))
  const isCovered = levels.every((level) => coveredBy(agreed.level, level))
  return isCovered ? 'label-not-agreed' : 'consent-missing'
}

function unknownSource(source: string): GateFinding {
  return { rule: 4, code: 'consent-missing', place: { kind: 'source', source }, source }
}
