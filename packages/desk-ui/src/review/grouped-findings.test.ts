import { expect, it } from 'vitest'
import type { GateFindingView } from '@cronista/desk/story-api'
import { groupedFindings } from './grouped-findings.ts'

const seen = (field: 'headline' | 'slug', protection: string): GateFindingView => ({
  ...{ rule: 1, code: 'protected-in-text', source: 's', protection },
  place: { kind: 'field', story: 'x', field, language: 'es' },
})

it('says each thing once with all its places, rule by rule, and loses none', () => {
  const expired: GateFindingView = {
    ...{ rule: 4, code: 'consent-expired', source: 's' },
    place: { kind: 'source', source: 's' },
  }
  const findings = [seen('headline', 'a'), seen('headline', 'b'), seen('slug', 'a'), expired]
  const groups = groupedFindings(findings)
  expect(groups.map(({ rule, findings: of }) => [rule, of.map(({ at }) => at.length)])).toEqual([
    [1, [2, 1]],
    [4, [1]],
  ])
  const all = groups.flatMap((group) => group.findings.flatMap(({ at }) => at))
  expect(new Set(all)).toEqual(new Set(findings))
})
