import type { GateFindingView } from '@cronista/desk/story-api'

/** Findings that say the same thing of the same source, at several places. */
export interface SameFinding {
  readonly key: string
  readonly code: GateFindingView['code']
  readonly source: string | undefined
  readonly protection: string | undefined
  readonly at: readonly GateFindingView[]
}

/** All that one rule found. */
export interface RuleFindings {
  readonly rule: GateFindingView['rule']
  readonly findings: readonly SameFinding[]
}

/** The findings rule by rule, each thing said once, in the order in which the gate gave them. */
export function groupedFindings(findings: readonly GateFindingView[]): RuleFindings[] {
  const rules = [...new Set(findings.map(({ rule }) => rule))]
  return rules.map((rule) => ({
    rule,
    findings: sameOf(findings.filter((finding) => finding.rule === rule)),
  }))
}

function sameOf(findings: readonly GateFindingView[]): SameFinding[] {
  const groups = new Map<string, SameFinding>()
  for (const finding of findings) {
    const { code, source, protection } = finding
    const key = [code, source, protection].join(' ')
    const at = [...(groups.get(key)?.at ?? []), finding]
    groups.set(key, { key, code, source, protection, at })
  }
  return [...groups.values()]
}
