import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Chance } from '../wire/chance.ts'

/** At what moment somebody is killed. */
export const aims = [
  'anywhen',
  'relay: segment closes',
  'relay: starts',
  'relay: batch comes',
  'relay: edition comes',
  'relay: roster comes',
  'desk: unlocks',
  'desk: takes a segment in',
  'desk: takes a batch in',
  'desk: hands a batch in',
  'desk: hands an edition in',
  'desk: hands the roster in',
  'desk: answers its editor',
  'all at once',
] as const
export type Aim = (typeof aims)[number]

/** What is laid down before the first run. */
export interface Plan {
  readonly version: 1
  readonly seed: string
  /** Each is a newsroom of its own, with its own folders; runs end at one of them. */
  readonly worlds: number
  readonly killsEach: number
  readonly contributors: number
  /** Worlds take turns among these. */
  readonly segmentMaxCells: readonly number[]
  /** How often each aim is drawn, beside the others. */
  readonly weights: Readonly<Record<Aim, number>>
  /** Entries of a journal that no checkpoint stands for, when a world begins. */
  readonly entriesBefore: number
}

/** The plan, and its SHA-256: worlds count only under the plan that they were run for. */
export async function readPlan(
  path = join(import.meta.dirname, 'plan.json'),
): Promise<{ readonly plan: Plan; readonly digest: string }> {
  const text = await readFile(path, 'utf8')
  return {
    plan: JSON.parse(text) as Plan,
    digest: createHash('sha256').update(text).digest('hex'),
  }
}

/** The aims of a world's kills, which follow from the plan's seed. */
export function drawAims({ seed, killsEach, weights }: Plan, world: number): readonly Aim[] {
  const chance = new Chance(seed, 'world', world)
  const whole = aims.reduce((sum, aim) => sum + weights[aim], 0)
  return Array.from({ length: killsEach }, () => {
    let left = chance.share() * whole
    return aims.find((aim) => (left -= weights[aim]) < 0) ?? 'anywhen'
  })
}
