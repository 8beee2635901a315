import { expect, it } from 'vitest'
import { slugProposal } from './slug-proposal.ts'

it.each([
  ['Cuando cerró el puente de Las Palomas', 'cuando-cerro-el-puente-de-las-palomas'],
  ['  ¿Quién paga el agua? «Nadie»', 'quien-paga-el-agua-nadie'],
  ['Ñandú, pingüino & 7 más', 'nandu-pinguino-7-mas'],
  ['— … —', ''],
  ['', ''],
])('%j becomes %j', (headline, slug) => {
  expect(slugProposal(headline)).toBe(slug)
})

it('ends between two words', () => {
  const slug = slugProposal('palabra '.repeat(30))
  expect(slug.length).toBeLessThanOrEqual(80)
  expect(slug).toMatch(/^palabra(-palabra)*$/)
  expect(slugProposal('x'.repeat(200))).toHaveLength(80)
})
