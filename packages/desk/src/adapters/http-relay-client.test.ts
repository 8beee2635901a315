import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { segmentName } from '@cronista/protocol'
import { afterEach, describe, expect, test } from 'vitest'
import { foundRoster, keysOf, ManualClock, newsroomId, seededRandom } from '../desk.fixture.ts'
import { serveRelay } from '../relay.fixture.ts'
import { openHttpRelayClient } from './http-relay-client.ts'
import { MemoryRelay } from './memory/memory-relay.ts'

const ending: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end()
})

function clientOf(origin: string, person = 'Ada') {
  const { p, deviceId, deviceSeed } = keysOf(person)
  const shared = { p, deviceId, deviceSeed, clock: new ManualClock() }
  const client = openHttpRelayClient({ ...shared, origin, random: seededRandom('nonces') })
  ending.push(() => client.close())
  return client
}

async function openRelay() {
  const relay = new MemoryRelay()
  const { roster } = foundRoster()
  const served = await serveRelay(relay, newsroomId)
  ending.push(() => served.close())
  return { relay, roster, client: clientOf(served.origin), origin: served.origin }
}

/** Anything that answers on a socket. */
async function openServer(listener: RequestListener) {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ending.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('the relay over HTTP', () => {
  test('after its roster a device is known, and hears and says everything', async () => {
    const { relay, roster, client } = await openRelay()
    const name = relay.closeBytes(Uint8Array.of(1, 2, 3))
    await expect(client.segments(undefined)).rejects.toMatchObject({ code: 'device-refused' })
    await client.putRoster(roster)
    expect(await client.segments(undefined)).toEqual([name])
    expect(await client.segments(name)).toEqual([])
    expect(await client.segment(name)).toEqual(Uint8Array.of(1, 2, 3))
    expect(await client.edition()).toBeUndefined()
    await client.putEdition(7, Uint8Array.of(9))
    expect(relay.editions.get(7)).toEqual(Uint8Array.of(9))
    expect(await client.edition()).toEqual(Uint8Array.of(9))
  })

  test('a device that the roster does not name is refused', async () => {
    const { roster, client, origin } = await openRelay()
    await client.putRoster(roster)
    const stranger = clientOf(origin, 'Nadie')
    await expect(stranger.segments(undefined)).rejects.toMatchObject({ code: 'device-refused' })
  })

  test('refusals have codes of their own', async () => {
    const { relay, roster, client } = await openRelay()
    await client.putRoster(roster)
    const missing = client.segment(segmentName(5, 0))
    await expect(missing).rejects.toMatchObject({ code: 'segment-missing' })
    relay.fail('edition-refused')
    const refused = client.putEdition(1, Uint8Array.of(1))
    await expect(refused).rejects.toMatchObject({ code: 'edition-refused' })
    await expect(client.putRoster(roster)).rejects.toMatchObject({ code: 'roster-refused' })
  })

  test.each<[string, RequestListener]>([
    ['no JSON', (_request, answer) => answer.end('<html>')],
    ['a listing of other things', (_request, answer) => answer.end('{"segments":["../../etc"]}')],
    [
      'an answer without end',
      (_request, answer) => {
        const more = () => {
          while (answer.write(new Uint8Array(65_536)));
          answer.once('drain', more)
        }
        more()
      },
    ],
    ['a redirect', (_request, answer) => answer.writeHead(302, { location: '/' }).end()],
    ['a failure', (_request, answer) => answer.writeHead(500).end()],
    ['a broken line', (_request, answer) => answer.destroy()],
  ])('%s is no answer', async (_what, listener) => {
    const client = clientOf(await openServer(listener))
    await expect(client.segments(undefined)).rejects.toMatchObject({ code: 'relay-unreachable' })
  })

  test('closing ends what is under way', async () => {
    const client = clientOf(await openServer(() => client.close()))
    await expect(client.segments(undefined)).rejects.toMatchObject({ code: 'relay-unreachable' })
  })
})
