import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { cellNumber } from './domain/cell.fixture.ts'
import type { RelayError } from './domain/relay-error.ts'
import { editionOf, NOON, rosterOf } from './http/newsroom.fixture.ts'
import {
  ask,
  putEdition,
  relayInMemory,
  withRoster,
  type RelayOnTrial,
} from './http/relay.fixture.ts'
import { batchOf, releaseOf } from './http/release.fixture.ts'
import { collected } from './ports/collected.fixture.ts'
import { Upkeep } from './upkeep.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('closes the open segment at each multiple of its greatest age', async () => {
  const trial = await relayInMemory()
  const { cellLog } = trial.ports
  const pass = async (millis: number) => {
    trial.nowMillis += millis
    await vi.advanceTimersByTimeAsync(millis)
    return (await collected(cellLog.segments())).length
  }
  trial.nowMillis = NOON + 2_000
  const upkeep = new Upkeep(trial.ports, trial.releases, 5_000)
  upkeep.begin()
  await cellLog.append(cellNumber(1))
  expect(await pass(2_999)).toBe(0)
  expect(await pass(1)).toBe(1)
  await cellLog.append(cellNumber(2))
  expect(await pass(4_999)).toBe(1)
  expect(await pass(1)).toBe(2)
  await upkeep.end()
  await cellLog.append(cellNumber(3))
  expect(await pass(20_000)).toBe(2)
})

/** Two people sign that the newsroom goes on, at this moment. */
async function renewRoster({ ports, nowMillis }: RelayOnTrial): Promise<void> {
  const number = ((await ports.rosters.newest())?.number ?? 0) + 1
  const { bytes, head } = rosterOf({ number, issuedAtMillis: nowMillis })
  await ports.rosters.put({ number, head, expiresAtMillis: nowMillis + 3 * DAY, bytes })
}

/** Puts in one of each thing that is forgotten some day, but two editions, which follow each other; the file. */
async function holdOfEach(trial: RelayOnTrial) {
  const rosterHead = await withRoster(trial)
  for (const number of [1, 2])
    await putEdition(trial, number, editionOf({ number, timeMillis: NOON + number, rosterHead }))
  await trial.ports.cellLog.append(cellNumber(1))
  await ask(trial, '/desk/journal/1', batchOf(1))
  const [file] = releaseOf().files
  await trial.releases.putFile(...file!)
  return file!
}

it('forgets what need not be kept', async () => {
  const trial = await relayInMemory()
  const { cellLog, editions } = trial.ports
  const pass = async (sinceNoonMillis: number) => {
    trial.nowMillis = NOON + sinceNoonMillis
    await renewRoster(trial)
    await upkeep.run()
  }
  const file = await holdOfEach(trial)
  const upkeep = new Upkeep(trial.ports, trial.releases, 5_000)
  await upkeep.run()
  expect(await collected(cellLog.segments())).toHaveLength(1)
  await pass(14 * DAY)
  expect(await collected(cellLog.segments())).toEqual([])
  expect(await editions.current(NOON + 1)).toBeUndefined()
  expect((await editions.current(NOON + 2))?.number).toBe(2)
  await pass(30 * DAY)
  expect(await trial.ports.batches.list(0, 9)).toHaveLength(1)
  expect(await trial.releases.lacking([file[0]])).toEqual([])
  await pass(30 * DAY + HOUR)
  expect(await trial.ports.batches.list(0, 9)).toEqual([])
  expect(await trial.releases.lacking([file[0]])).toEqual([file[0]])
})

it('forgets nothing past the end of its newest roster, and says so once a day', async () => {
  const trial = await relayInMemory()
  const { batches, cellLog, editions, rosters } = trial.ports
  const file = await holdOfEach(trial)
  const upkeep = new Upkeep(trial.ports, trial.releases, 5_000)
  const codes = () => trial.failures.splice(0).map((error) => (error as RelayError).code)
  await upkeep.run()
  expect(codes()).toEqual([])
  const { head, expiresAtMillis } = (await rosters.newest())!
  for (const leap of [expiresAtMillis, NOON + 400 * DAY]) {
    trial.nowMillis = leap
    await cellLog.append(cellNumber(leap))
    for (let round = 0; round < 25; round++) await upkeep.run()
    expect(codes()).toEqual(['clock-doubted', 'clock-doubted'])
    // It went on: what came meanwhile is closed and listed.
    expect(await collected(cellLog.segments())).toHaveLength(leap === expiresAtMillis ? 2 : 3)
    expect(await batches.list(0, 9)).toHaveLength(1)
    expect((await editions.current(NOON + 1))?.number).toBe(1)
    expect(await rosters.findByHead(head)).toBeDefined()
    expect(await trial.releases.lacking([file[0]])).toEqual([])
    // The clock is set right.
    trial.nowMillis = NOON
    await upkeep.run()
    expect(codes()).toEqual([])
  }
  // As long as the roster runs, the clock is believed.
  trial.nowMillis = expiresAtMillis - 1
  await upkeep.run()
  expect(await editions.current(NOON + 1)).toBeUndefined()
  expect(codes()).toEqual([])
})

it('tells a failure and does the rest all the same', async () => {
  const trial = await relayInMemory()
  const { cellLog } = trial.ports
  const full = new Error('full')
  cellLog.close = () => Promise.reject(full)
  let expired = 0
  cellLog.expire = async () => void (expired += 1)
  await new Upkeep(trial.ports, trial.releases, 5_000).run()
  expect(trial.failures.splice(0)).toEqual([full])
  expect(expired).toBe(1)
})
