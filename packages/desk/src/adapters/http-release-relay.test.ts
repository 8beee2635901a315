import { encodeRelease, encodeReleaseBody } from '@cronista/protocol'
import { afterEach, describe, expect, test } from 'vitest'
import { foundRoster, keysOf, ManualClock, newsroomId, seededRandom } from '../desk.fixture.ts'
import { serveRelay } from '../relay.fixture.ts'
import { openHttpRelayClient } from './http-relay-client.ts'
import { MemoryRelay } from './memory/memory-relay.ts'
import { nativePrimitives as p } from './native-primitives.ts'

const ending: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end()
})

async function openClient() {
  const relay = new MemoryRelay({ newsroomId, clock: new ManualClock() })
  await relay.putRoster(foundRoster().roster)
  const served = await serveRelay(relay, newsroomId)
  const { deviceId, deviceSeed } = keysOf('Ada')
  const random = seededRandom('nonces')
  const clock = new ManualClock()
  const client = openHttpRelayClient({
    p,
    deviceId,
    deviceSeed,
    clock,
    random,
    origin: served.origin,
  })
  ending.push(
    () => served.close(),
    () => client.close(),
  )
  return { relay, client }
}

const file = Uint8Array.of(1, 2, 3)
const hash = p.sha256(file)

/** A release of one file, which nobody signed: this relay minds other things. */
function releaseOf(number: number): Uint8Array {
  const body = encodeReleaseBody({
    rootPublicKey: new Uint8Array(32),
    number,
    previousHead: new Uint8Array(32),
    issuedAtMillis: 0,
    rosterHead: new Uint8Array(32),
    files: [{ path: '/404.html', size: file.length, sha256: hash }],
    pairs: [],
  })
  return encodeRelease(body, [])
}

describe('releases over HTTP', () => {
  test('what is lacking is handed in, then the release, and it is served', async () => {
    const { client } = await openClient()
    const other = p.sha256(Uint8Array.of(9))
    expect(await client.release()).toBeUndefined()
    expect(await client.lackingFiles([hash, other])).toEqual([hash, other])
    await client.putReleaseFile(hash, file)
    expect(await client.lackingFiles([hash, other])).toEqual([other])
    await client.putRelease(1, releaseOf(1))
    await client.putRelease(1, releaseOf(1))
    expect(await client.release()).toEqual(releaseOf(1))
  })

  test('the relay’s refusals have their names', async () => {
    const { client } = await openClient()
    const refused = { code: 'release-refused' }
    await expect(client.putReleaseFile(p.sha256(hash), file)).rejects.toMatchObject(refused)
    await expect(client.putRelease(1, releaseOf(1))).rejects.toMatchObject({
      code: 'release-incomplete',
    })
    await client.putReleaseFile(hash, file)
    await expect(client.putRelease(2, releaseOf(1))).rejects.toMatchObject(refused)
  })

  test('a relay that cannot be reached is asked again, whatever it was asked', async () => {
    const { relay, client } = await openClient()
    relay.site.cutAfter(0)
    const unreachable = { code: 'relay-unreachable' }
    await expect(client.lackingFiles([hash])).rejects.toMatchObject(unreachable)
    await expect(client.putReleaseFile(hash, file)).rejects.toMatchObject(unreachable)
    await expect(client.putRelease(1, releaseOf(1))).rejects.toMatchObject(unreachable)
    await expect(client.release()).rejects.toMatchObject(unreachable)
  })
})
