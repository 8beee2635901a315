import { parseSegment, toBase64Url } from '@cronista/protocol'
import { describe, expect, it } from 'vitest'
import { nativePrimitives } from '../adapters/node/native-primitives.ts'
import { cellNumber, cellNumbers } from '../domain/cell.fixture.ts'
import {
  certifiedDevice,
  device,
  editionOf,
  newsroomId,
  NOON,
  notRandom,
  rosterOf,
  signedRequest,
  type SignatureChanges,
} from './newsroom.fixture.ts'
import {
  problemIn,
  putEdition,
  relayInMemory,
  withRoster,
  type RelayOnTrial,
} from './relay.fixture.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('segments', () => {
  it('are listed and given to a device of the roster', async () => {
    const trial = await relayInMemory()
    await withRoster(trial)
    for (const cell of cellNumbers(1, 8)) await trial.ports.cellLog.append(cell)
    await trial.ports.cellLog.append(cellNumber(9))
    await trial.ports.cellLog.close('all')
    const names = ['2026-05-01T12Z.0000000001', '2026-05-01T12Z.0000000002']
    expect(await listed(trial, '/desk/segments')).toEqual(names)
    expect(await listed(trial, `/desk/segments?after=${names[0]!}`)).toEqual(names.slice(1))

    const answer = await trial.app.request(await signedRequest(`/desk/segments/${names[1]!}`))
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect(parseSegment(bytes)).toEqual([cellNumber(9)])
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it.each([
    '/desk/segments/2026-05-01T12Z.0000000007',
    '/desk/segments/nonsense',
    '/desk/segments?after=nonsense',
    '/desk/segments/..%2f..%2fcells.sqlite',
  ])('are not found where there is none: %s', async (path) => {
    const trial = await relayInMemory()
    await withRoster(trial)
    const answer = await trial.app.request(await signedRequest(path))
    expect(answer.status).toBe(404)
  })
})

describe('an auditor', () => {
  const publicKey = nativePrimitives.ed25519PublicKey(device.stranger)
  const audited = { auditors: [publicKey] }
  const audit = { seed: device.stranger }

  it('is given segments, with or without a roster', async () => {
    for (const hasRoster of [true, false]) {
      const trial = await relayInMemory(undefined, audited)
      if (hasRoster) await withRoster(trial)
      await trial.ports.cellLog.append(cellNumber(1))
      await trial.ports.cellLog.close('all')
      const name = '2026-05-01T12Z.0000000001'
      for (const path of ['/desk/segments', `/desk/segments/${name}`]) {
        const answer = await trial.app.request(await signedRequest(path, undefined, audit))
        expect(answer.status).toBe(200)
      }
    }
  })

  it.each([
    ['GET', '/desk/journal'],
    ['GET', '/desk/journal/1'],
    ['PUT', '/desk/journal/1'],
    ['PUT', '/desk/editions/1'],
    ['POST', '/desk/release-files/lacking'],
    ['PUT', `/desk/release-files/${'ab'.repeat(32)}`],
    ['PUT', '/desk/releases/1'],
  ])('is given nothing else: %s %s', async (method, path) => {
    const trial = await relayInMemory(undefined, audited)
    await withRoster(trial)
    const body = method === 'GET' ? undefined : new Uint8Array(7)
    const answer = await trial.app.request(await signedRequest(path, body, { ...audit, method }))
    expect(answer.status).toBe(401)
    const asDevice = await trial.app.request(await signedRequest(path, body, { method }))
    expect(asDevice.status).not.toBe(401)
  })

  it('signs under the rules for devices, each request once', async () => {
    const trial = await relayInMemory(undefined, audited)
    const once = { ...audit, nonce: toBase64Url(notRandom(16)) }
    const status = async (changes: SignatureChanges) =>
      (await trial.app.request(await signedRequest('/desk/segments', undefined, changes))).status
    expect(await status(once)).toBe(200)
    expect(await status(once)).toBe(401)
    expect(await status({ ...audit, createdMillis: NOON - 6 * MINUTE })).toBe(401)
    expect(await status({ ...audit, tag: 'cronista/1 other' })).toBe(401)
    expect(await status({ seed: device.bruno })).toBe(401)
  })
})

describe('a request of a device is refused', () => {
  const wrong: readonly (readonly [string, SignatureChanges])[] = [
    ['by a device that is not in the roster', { seed: device.stranger }],
    ['in the name of another device', { seed: device.stranger, keyid: 'aa'.repeat(16) }],
    ['created six minutes ago', { createdMillis: NOON - 6 * MINUTE }],
    ['created six minutes from now', { createdMillis: NOON + 6 * MINUTE }],
    ['created before the relay began', { createdMillis: NOON - MINUTE }],
    ['for another purpose', { tag: 'cronista/1 other' }],
    ['under another label', { label: 'sig1' }],
    ['with a short nonce', { nonce: 'abc' }],
    ['with no digits for a device', { keyid: 'ana' }],
    ['without its method', { components: ['@path', '@query'] }],
    ['without its path', { components: ['@method', '@query'] }],
    ['without its query', { components: ['@method', '@path'] }],
  ]
  it.each(wrong)('signed %s', async (_, changes) => {
    const trial = await relayInMemory()
    await withRoster(trial)
    const answer = await trial.app.request(
      await signedRequest('/desk/segments', undefined, changes),
    )
    expect(answer.status).toBe(401)
    expect(await problemIn(answer)).toBe('signature-refused')
  })

  it('for good by no relay that began with its clock a day ahead', async () => {
    const trial = await relayInMemory()
    const rightMillis = NOON - 24 * HOUR
    const statusOf = async (createdMillis: number) =>
      (await trial.app.request(await signedRequest('/desk/segments', undefined, { createdMillis })))
        .status
    trial.nowMillis = rightMillis
    const { bytes } = rosterOf({ issuedAtMillis: rightMillis - HOUR })
    const put = await trial.app.request('/desk/roster', { method: 'PUT', body: bytes.slice() })
    expect(put.status).toBe(204)
    expect(await statusOf(rightMillis - MINUTE)).toBe(401)
    expect(await statusOf(rightMillis + MINUTE)).toBe(200)
    trial.nowMillis = rightMillis + MINUTE
    expect(await statusOf(rightMillis - 1_000)).toBe(401)
    expect(await statusOf(rightMillis)).toBe(200)
  })

  it('unsigned, or before there is a roster', async () => {
    const trial = await relayInMemory()
    expect((await trial.app.request('/desk/segments')).status).toBe(401)
    expect((await trial.app.request(await signedRequest('/desk/segments'))).status).toBe(401)
    await withRoster(trial)
    expect((await trial.app.request('/desk/segments')).status).toBe(401)
    expect((await trial.app.request(await signedRequest('/desk/segments'))).status).toBe(200)
  })

  it('when it comes a second time', async () => {
    const trial = await relayInMemory()
    await withRoster(trial)
    const { headers } = await signedRequest('/desk/segments')
    expect((await trial.app.request('/desk/segments', { headers })).status).toBe(200)
    expect((await trial.app.request('/desk/segments', { headers })).status).toBe(401)
    const nonce = toBase64Url(notRandom(16))
    const both = [device.ana, device.bruno].map((seed) =>
      signedRequest('/desk/segments', undefined, { nonce, seed }),
    )
    for (const other of both) expect((await trial.app.request(await other)).status).toBe(200)
  })

  it('whose path or query was changed on the way', async () => {
    const trial = await relayInMemory()
    await withRoster(trial)
    const { headers } = await signedRequest('/desk/segments')
    const after = '/desk/segments?after=2026-05-01T12Z.0000000001'
    expect((await trial.app.request(after, { headers })).status).toBe(401)
    const other = '/desk/segments/2026-05-01T12Z.0000000001'
    expect((await trial.app.request(other, { headers })).status).toBe(401)
  })

  it('when the roster has expired', async () => {
    const trial = await relayInMemory()
    await withRoster(trial)
    trial.nowMillis = NOON + 72 * HOUR
    const createdMillis = trial.nowMillis
    const request = await signedRequest('/desk/segments', undefined, { createdMillis })
    expect((await trial.app.request(request)).status).toBe(401)
  })

  it.each<readonly [string, SignatureChanges]>([
    ['whose digest is of other bytes', { digestOf: Uint8Array.of(1) }],
    ['whose digest is not signed', { components: ['@method', '@path', '@query'] }],
  ])('%s', async (_, changes) => {
    const trial = await relayInMemory()
    const rosterHead = await withRoster(trial)
    const bytes = editionOf({ number: 1, timeMillis: NOON, rosterHead })
    const answer = await trial.app.request(await signedRequest('/desk/editions/1', bytes, changes))
    expect(answer.status).toBe(401)
    expect((await trial.app.request('/edition')).status).toBe(404)
  })
})

describe('an edition', () => {
  it('is taken again when the bytes are the same', async () => {
    const trial = await relayInMemory()
    const rosterHead = await withRoster(trial)
    const bytes = editionOf({ number: 1, timeMillis: NOON, rosterHead })
    expect((await putEdition(trial, 1, bytes)).status).toBe(204)
    expect((await putEdition(trial, 1, bytes)).status).toBe(204)
    trial.nowMillis = NOON + 10 * HOUR
    expect((await putEdition(trial, 1, bytes)).status).toBe(204)
  })

  it('cannot use up the numbers of all that are to come', async () => {
    const trial = await relayInMemory()
    const rosterHead = await withRoster(trial)
    const put = async (number: number, timeMillis: number) =>
      putEdition(trial, number, editionOf({ number, timeMillis, rosterHead }))
    const first = await put(Number.MAX_SAFE_INTEGER, NOON)
    expect(await problemIn(first)).toBe('edition-refused edition-misnumbered')
    const number = 2 ** 48
    expect((await put(number, NOON)).status).toBe(204)
    const later = await put(Number.MAX_SAFE_INTEGER, NOON + HOUR)
    expect(await problemIn(later)).toBe('edition-refused edition-misnumbered')
    expect((await put(number + 1_000_000, NOON + HOUR)).status).toBe(204)
    expect((await put(number + 1_000_001, NOON + 2 * HOUR)).status).toBe(422)
    trial.nowMillis = NOON + HOUR
    expect((await put(number + 1_000_001, NOON + 2 * HOUR)).status).toBe(204)
  })

  it('is refused with the rule that it breaks', async () => {
    const trial = await relayInMemory()
    const rosterHead = await withRoster(trial)
    const of = (number: number, timeMillis: number, seed = device.ana) =>
      editionOf({ number, timeMillis, rosterHead }, seed)
    const good = of(5, NOON)
    expect((await putEdition(trial, 5, good)).status).toBe(204)
    const altered = of(6, NOON + HOUR)
    altered[5_000] = (altered[5_000] ?? 0) ^ 1
    const otherRoster = editionOf({
      number: 6,
      timeMillis: NOON + HOUR,
      rosterHead: new Uint8Array(32).fill(7),
    })
    const cases: readonly (readonly [Uint8Array, number, string])[] = [
      [altered, 6, 'edition-unsigned'],
      [of(6, NOON + HOUR, device.stranger), 6, 'edition-unsigned'],
      [otherRoster, 6, 'roster-not-in-edition'],
      [good.subarray(1), 6, 'edition-malformed'],
      [new Uint8Array(0), 6, 'edition-malformed'],
      [of(6, NOON + HOUR), 7, 'edition-misnumbered'],
      [of(6, NOON), 6, 'edition-older'],
      [of(5, NOON + HOUR), 5, 'edition-older'],
      [of(4, NOON + HOUR), 4, 'edition-older'],
      [of(6, NOON + 25 * HOUR), 6, 'edition-mistimed'],
      [of(6, NOON - 2 * HOUR), 6, 'edition-mistimed'],
    ]
    for (const [bytes, number, cause] of cases) {
      const answer = await putEdition(trial, number, bytes)
      expect(answer.status).toBe(422)
      expect(await problemIn(answer)).toBe(`edition-refused ${cause}`)
    }
    const tooLarge = await putEdition(trial, 6, new Uint8Array(20_481))
    expect(await problemIn(tooLarge)).toBe('too-large')
    const current = await trial.app.request('/edition')
    expect(new Uint8Array(await current.arrayBuffer())).toEqual(good)
  })
})

describe('a roster', () => {
  it('speaks for itself, once or again', async () => {
    const { app } = await relayInMemory()
    for (let again = 0; again < 2; again++)
      expect((await app.request('/desk/roster', put(rosterOf().bytes))).status).toBe(204)
  })

  it('is refused with the rule that it breaks', async () => {
    const trial = await relayInMemory()
    const head = await withRoster(trial)
    const next = { number: 2, previousHead: head }
    const foreign = await relayInMemory(
      {},
      { newsroomId: newsroomId.map((byte) => byte ^ 1) as never },
    )
    const cases: readonly (readonly [Uint8Array, string])[] = [
      [rosterOf(next, [device.ana]).bytes, 'roster-half-signed'],
      [rosterOf(next, []).bytes, 'roster-unsigned'],
      [rosterOf(next, [device.ana, device.stranger]).bytes, 'roster-half-signed'],
      [rosterOf({ ...next, issuedAtMillis: NOON - 80 * HOUR }).bytes, 'roster-expired'],
      [rosterOf({ ...next, issuedAtMillis: NOON + HOUR }).bytes, 'roster-expired'],
      [rosterOf({ ...next, expiresAtMillis: NOON + 100 * HOUR }).bytes, 'roster-too-long'],
      [rosterOf({ number: 2, previousHead: new Uint8Array(32) }).bytes, 'roster-older'],
      [rosterOf({ issuedAtMillis: NOON }).bytes, 'roster-older'],
      [rosterOf(next).bytes.subarray(1), 'roster-malformed'],
      [new Uint8Array(0), 'roster-malformed'],
    ]
    for (const [bytes, cause] of cases) {
      const answer = await trial.app.request('/desk/roster', put(bytes))
      expect(await problemIn(answer)).toBe(`roster-refused ${cause}`)
      expect(answer.status).toBe(422)
    }
    const elsewhere = await foreign.app.request('/desk/roster', put(rosterOf().bytes))
    expect(await problemIn(elsewhere)).toBe('roster-refused roster-foreign')
    const tooLarge = await trial.app.request('/desk/roster', put(new Uint8Array(524_289)))
    expect(await problemIn(tooLarge)).toBe('too-large')
    const unchanged = await trial.app.request('/roster')
    expect(new Uint8Array(await unchanged.arrayBuffer())).toEqual(rosterOf().bytes)
  })

  it('that leaves a device out ends that device’s rights', async () => {
    const trial = await relayInMemory()
    const seeds = [device.ana, device.bruno, device.stranger]
    const devices = seeds.map((seed, index) => certifiedDevice(seed, index + 1))
    const statusFor = async (seed: Uint8Array) =>
      (await trial.app.request(await signedRequest('/desk/segments', undefined, { seed }))).status
    const first = rosterOf({ devices })
    await trial.app.request('/desk/roster', put(first.bytes))
    expect(await statusFor(device.stranger)).toBe(200)
    const second = { number: 2, previousHead: first.head, devices: devices.slice(0, 2) }
    await trial.app.request('/desk/roster', put(rosterOf(second).bytes))
    expect(await statusFor(device.stranger)).toBe(401)
    expect(await statusFor(device.ana)).toBe(200)
  })

  it('of devices that were left out is refused as long as the newest runs', async () => {
    const trial = await relayInMemory()
    const [carla, dora] = [new Uint8Array(32).fill(5), new Uint8Array(32).fill(6)]
    const devices = [carla, dora].map((seed, index) => certifiedDevice(seed, index + 3))
    const mixed = [certifiedDevice(device.ana, 1), ...devices.slice(0, 1)]
    const first = rosterOf()
    const withCarla = { number: 2, previousHead: first.head, devices: mixed }
    const second = rosterOf(withCarla, [device.ana, carla])
    const third = rosterOf({ number: 3, previousHead: second.head, devices }, [carla, dora])
    for (const { bytes } of [first, second, third])
      expect((await trial.app.request('/desk/roster', put(bytes))).status).toBe(204)
    const next = { number: 4, previousHead: third.head, issuedAtMillis: NOON }
    for (const back of [next, { ...next, number: 5 }]) {
      const answer = await trial.app.request('/desk/roster', put(rosterOf(back).bytes))
      expect(await problemIn(answer)).toBe('roster-refused roster-device-foreign')
    }
    const served = await trial.app.request('/roster')
    expect(new Uint8Array(await served.arrayBuffer())).toEqual(third.bytes)
    // Where every device is lost, two that the root has certified since can begin anew.
    trial.nowMillis = NOON + 72 * HOUR
    const anew = rosterOf({ ...next, issuedAtMillis: trial.nowMillis })
    expect((await trial.app.request('/desk/roster', put(anew.bytes))).status).toBe(204)
  })
})

it.each([
  ['GET', '/desk'],
  ['GET', '/desk/'],
  ['GET', '/desk/roster'],
  ['POST', '/desk/segments'],
  ['PUT', '/desk/editions/01'],
  ['PUT', '/desk/editions/0'],
  ['PUT', '/desk/editions/-1'],
  ['DELETE', '/desk/roster'],
  ['PUT', '/edition'],
  ['POST', '/'],
])('has nothing at %s %s', async (method, path) => {
  const answer = await (await relayInMemory()).app.request(path, { method })
  expect(answer.status).toBe(404)
  expect(await problemIn(answer)).toBe('not-found')
})

function put(bytes: Uint8Array): RequestInit {
  return { method: 'PUT', body: bytes.slice() }
}

async function listed(trial: RelayOnTrial, path: string): Promise<unknown> {
  const answer = await trial.app.request(await signedRequest(path))
  return ((await answer.json()) as { segments: unknown }).segments
}
