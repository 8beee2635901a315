// Three things: that a run finds bugs (planted ones, one a property), that the seeds of every target are
// good for something, and a minute of all targets from a seed that stays the same.
import { afterAll, describe, expect, test } from 'vitest'
import { Fuzzer } from './fuzzer.ts'
import { homes } from './homes.ts'
import { judge } from './judge.ts'
import type { FromFuzzer } from './messages.ts'
import { runFuzz } from './run.ts'
import { removeScratch } from './scratch.ts'
import { targets } from './targets.ts'

afterAll(removeScratch)

/** Of all targets together; a machine that does other things does fewer of the same inputs. */
const REAL_MILLIS = 40_000

async function ran(target: string, inputs: number): Promise<FromFuzzer & { kind: 'ran' }> {
  const fuzzer = new Fuzzer('planted')
  const ended = await fuzzer.do({ kind: 'run', chunk: { target, number: 0, inputs } })
  await fuzzer.end()
  if (ended.kind === 'lost' || ended.answer.kind !== 'ran') throw new Error(JSON.stringify(ended))
  return ended.answer
}

describe('a run finds', () => {
  test.each([
    ['planted-type-error', 'throws-another', 1, 1_500],
    ['planted-trusted-length', 'asks-for-too-much', 16, 200],
    ['planted-second-encoding', 'own-property', 8, 1_500],
    ['planted-slowness', 'takes-too-long', 64, 200],
    ['planted-pollution', 'changes-prototypes', 32, 1_500],
  ])('%s, and makes it short', async (target, property, longest, inputs) => {
    const [found] = (await ran(target, inputs)).broken
    expect(found?.property).toBe(property)
    expect(found?.shrunk.length).toBeLessThanOrEqual(longest)
  })

  test('what never ends, and at which input', async () => {
    const fuzzer = new Fuzzer('planted', 1_000)
    const chunk = { target: 'planted-endless-loop', number: 0, inputs: 1_500 }
    const ended = await fuzzer.do({ kind: 'run', chunk })
    expect(ended).toEqual({ kind: 'lost', why: 'never-ends', place: expect.any(Number) })
    // And goes on with a new thread.
    const again = await fuzzer.do({ kind: 'run', chunk: { ...chunk, target: 'words', inputs: 20 } })
    expect(again.kind).toBe('answered')
    await fuzzer.end()
  })
})

test('a thread that loads one file finds there what the list of all targets has', async () => {
  const found = await Promise.all(
    homes.map(async ({ load, names }) => {
      const there = Object.values(await load()).flat()
      expect(there.map(({ name }) => name)).toEqual(names)
      return names
    }),
  )
  expect(found.flat().toSorted()).toEqual(targets.map(({ name }) => name).toSorted())
})

describe('the real parsers', () => {
  test.each(targets.map((target) => [target.name, target] as const))(
    '%s: its first seed is taken, and none breaks anything',
    async (_name, target) => {
      const judgements = []
      for (const seed of target.seeds) judgements.push(await judge(target, seed))
      expect(judgements[0]).toEqual({ kind: 'held', outcome: 'accepted' })
      expect(judgements.filter(({ kind }) => kind === 'broken')).toEqual([])
    },
  )

  test('hold for the better part of a minute, from inputs that are the same in every run', async () => {
    const run = {
      seed: 'npm test',
      inputs: 3_000_000,
      scouted: {},
      done: {},
      outcomes: {},
      found: [],
    }
    await runFuzz({
      ...{ targets, progress: run, threads: 1, scoutInputs: 0, chunkInputs: 200 },
      untilMillis: performance.now() + REAL_MILLIS,
      onProgress: () => undefined,
      keep: () => Promise.resolve(),
    })
    expect(run.found).toEqual([])
    expect(Object.keys(run.outcomes).sort()).toEqual(targets.map(({ name }) => name).sort())
  })
})
