import { deviceIdOf, toHex } from '@cronista/protocol'
import { describe, expect, it } from 'vitest'
import { nativePrimitives } from '../adapters/node/native-primitives.ts'
import { device, HOUR, newsroomId, NOON } from './newsroom.fixture.ts'
import { ask, problemIn, relayInMemory, withRoster, type RelayOnTrial } from './relay.fixture.ts'
import { batchOf } from './release.fixture.ts'

async function trialWithRoster(): Promise<RelayOnTrial> {
  const trial = await relayInMemory()
  await withRoster(trial)
  return trial
}

async function putBatch(
  trial: RelayOnTrial,
  number: number,
  bytes: Uint8Array,
  seed = device.ana,
): Promise<string> {
  const answer = await ask(trial, `/desk/journal/${number}`, bytes, { seed })
  return answer.status === 204 ? 'stored' : `${answer.status} ${await problemIn(answer)}`
}

const idOf = (seed: Uint8Array) =>
  toHex(deviceIdOf(nativePrimitives, newsroomId, nativePrimitives.ed25519PublicKey(seed)))

describe('batches', () => {
  it('of all devices come to each of them in one order', async () => {
    const trial = await trialWithRoster()
    const sent = [batchOf(1), batchOf(1, device.bruno), batchOf(2)]
    expect(await putBatch(trial, 1, sent[0]!)).toBe('stored')
    expect(await putBatch(trial, 1, sent[1]!, device.bruno)).toBe('stored')
    expect(await putBatch(trial, 2, sent[2]!)).toBe('stored')
    const batches = [
      { place: 1, deviceId: idOf(device.ana), number: 1 },
      { place: 2, deviceId: idOf(device.bruno), number: 1 },
      { place: 3, deviceId: idOf(device.ana), number: 2 },
    ]
    for (const seed of [device.ana, device.bruno]) {
      const all = await ask(trial, '/desk/journal', undefined, { seed })
      expect(await all.json()).toEqual({ batches })
      const rest = await ask(trial, '/desk/journal?after=1', undefined, { seed })
      expect(await rest.json()).toEqual({ batches: batches.slice(1) })
      const second = await ask(trial, '/desk/journal/2', undefined, { seed })
      expect(new Uint8Array(await second.arrayBuffer())).toEqual(sent[1])
      expect(second.headers.get('cache-control')).toBe('no-store')
    }
  })

  it('are taken again when the bytes are the same', async () => {
    const trial = await trialWithRoster()
    const [first, second] = [batchOf(1), batchOf(2)]
    for (const [number, bytes] of [
      [1, first],
      [2, second],
      [2, second],
      [1, first],
    ] as const)
      expect(await putBatch(trial, number, bytes)).toBe('stored')
    expect(await trial.ports.batches.list(0, 9)).toHaveLength(2)
  })

  it('are refused with the rule that they break', async () => {
    const trial = await trialWithRoster()
    for (const number of [1, 2]) await putBatch(trial, number, batchOf(number))
    const altered = batchOf(3)
    altered[500] = (altered[500] ?? 0) ^ 1
    const cases: readonly (readonly [Uint8Array, number, string])[] = [
      [batchOf(3).subarray(1), 3, '422 batch-refused batch-malformed'],
      [new Uint8Array(0), 3, '422 batch-refused batch-malformed'],
      [new Uint8Array(32_769), 3, '413 too-large'],
      [altered, 3, '422 batch-refused batch-unsigned'],
      [batchOf(1, device.bruno), 1, '422 batch-refused batch-foreign'],
      [batchOf(3), 4, '422 batch-refused batch-misnumbered'],
      [batchOf(4), 4, '422 batch-refused batch-out-of-order'],
      [batchOf(2), 2, '422 batch-refused batch-out-of-order'],
      [batchOf(1), 1, '422 batch-refused batch-out-of-order'],
    ]
    for (const [bytes, number, problem] of cases)
      expect(await putBatch(trial, number, bytes)).toBe(problem)
    expect(await trial.ports.batches.list(0, 9)).toHaveLength(2)
  })

  it.each(['/desk/journal/7', '/desk/journal/0', '/desk/journal/x', '/desk/journal?after=x'])(
    'are not found where there is none: %s',
    async (path) => {
      const answer = await ask(await trialWithRoster(), path)
      expect(await problemIn(answer)).toBe('not-found')
    },
  )

  it('are nobody’s business but the devices’', async () => {
    const trial = await trialWithRoster()
    await putBatch(trial, 1, batchOf(1))
    const strange = { seed: device.stranger }
    expect(await putBatch(trial, 1, batchOf(1, device.stranger), device.stranger)).toMatch(/^401 /u)
    for (const path of ['/desk/journal', '/desk/journal/1']) {
      expect((await trial.app.request(path)).status).toBe(401)
      expect((await ask(trial, path, undefined, strange)).status).toBe(401)
    }
  })

  it('still pass when the roster has expired, and no longer when the certificate has', async () => {
    const trial = await trialWithRoster()
    const statusAt = async (nowMillis: number): Promise<number> => {
      trial.nowMillis = nowMillis
      return (await ask(trial, '/desk/journal')).status
    }
    expect(await statusAt(NOON + 80 * HOUR)).toBe(200)
    expect(await statusAt(NOON + 1_001 * HOUR)).toBe(401)
  })
})
