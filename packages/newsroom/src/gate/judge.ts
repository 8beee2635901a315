// The gate: what keeps a story from being published. Each rule is one function in a file of its own; none
// can be switched off. It finds what the desk has recorded and nothing else: see docs/adr/0019-the-gate.md
// for what it does not do.
import { approvalsMissing } from './approvals-missing.ts'
import { consentLacking } from './consent-lacking.ts'
import type { GateFinding, GateRuleNumber } from './finding.ts'
import { protectedInText } from './protected-in-text.ts'
import { protectedOnSite } from './protected-on-site.ts'
import { reasonsMissing } from './reasons-missing.ts'
import type { GateRule, GateSubject } from './subject.ts'
import { unattributedFigures } from './unattributed-figures.ts'

/** The rules, by the numbers that the editorial rules give them. */
export const gateRules: Readonly<Record<GateRuleNumber, GateRule>> = {
  1: protectedInText,
  2: protectedOnSite,
  4: consentLacking,
  5: reasonsMissing,
  13: unattributedFigures,
  18: approvalsMissing,
}

/** Everything that keeps this from being published, in the order of the rules; nothing: it passes. For a
 *  correction what other stories say is left out: it stands already, whatever the correction says, and
 *  must not keep a mistake in print. What built files say is left out where a text explains it that is
 *  told itself. */
export function judge(subject: GateSubject): readonly GateFinding[] {
  const found = Object.values(gateRules)
    .flatMap((rule) => rule(subject))
    .filter((finding) => subject.kind !== 'correction' || !isElsewhere(finding, subject.story.id))
  const explained = new Set(found.filter(({ rule }) => rule === 1).map(protectionOf))
  return found.filter((finding) => finding.rule !== 2 || !explained.has(protectionOf(finding)))
}

function protectionOf({ source, protection }: GateFinding): string {
  return `${source ?? ''} ${protection ?? ''}`
}

function isElsewhere({ place }: GateFinding, story: string): boolean {
  return 'story' in place && place.story !== story
}
