// Alone in its process: what has been compiled before is not counted block by block.
import { expect, test } from 'vitest'
import { Inputs } from './inputs.ts'
import { judge } from './judge.ts'
import { plantedTargets } from './planted.ts'
import { scouted } from './scout.ts'

const SCOUTED_INPUTS = 3_200

test('a run finds by its coverage what chance does not', async () => {
  const target = plantedTargets.find(({ name }) => name === 'planted-behind-four-bytes')!
  const isBroken = async (input: Uint8Array) => (await judge(target, input)).kind === 'broken'
  let scoutings = 0
  let isFound = false
  for (const seed of ['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']) {
    const { kept } = await scouted(target, seed, SCOUTED_INPUTS)
    scoutings += 1
    for (const input of kept) isFound ||= await isBroken(input)
    if (isFound) break
  }
  expect(isFound).toBe(true)
  // As many inputs without a corpus that grows come to nothing.
  const made = new Inputs(target, target.seeds, 'by chance')
  for (let left = scoutings * SCOUTED_INPUTS; left > 0; left--)
    expect(await isBroken(made.next())).toBe(false)
})
