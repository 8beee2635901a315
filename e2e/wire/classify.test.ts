import { expect, test } from 'vitest'
import { Chance } from './chance.ts'
import { classify, type Sample } from './classify.ts'
import type { Plan } from './plan.ts'

const settings: Plan['classifier'] = {
  ...{ models: ['forest', 'boosting', 'logistic'], folds: 5, bootstrapRounds: 200, seed: 1 },
}

/** Sessions whose stay is their pair's; contributors' last feature is larger by `leak`. */
function sessions(pairs: number, leak: number): readonly Sample[] {
  const chance = new Chance('sessions', leak)
  return Array.from({ length: pairs }, (_, pair) => {
    const stay = chance.between(20, 120)
    return [false, true].map((isContributor) => ({
      isContributor,
      pair,
      features: {
        stay,
        noise: chance.normal(),
        last: chance.normal() + (isContributor ? leak : 0),
      },
    }))
  }).flat()
}

test('what differs is found', async () => {
  const { results, leading } = await classify(sessions(40, 4), settings)
  for (const { auc, lowerBound } of results) {
    expect(auc).toBeGreaterThan(0.9)
    expect(lowerBound).toBeGreaterThan(0.8)
  }
  expect(leading[0]).toBe('last')
})

test('where nothing differs, nothing is found: no session is judged by a model that saw its pair', async () => {
  const { results } = await classify(sessions(100, 0), settings)
  for (const { auc, upperBound } of results) {
    expect(auc).toBeGreaterThan(0.4)
    expect(upperBound).toBeGreaterThan(auc)
    expect(upperBound).toBeLessThanOrEqual(0.65)
  }
})
