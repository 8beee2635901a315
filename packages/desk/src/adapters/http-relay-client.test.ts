import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { segmentName } from '@cronista/protocol'
import { afterEach, describe, expect, test } from 'vitest'
import { foundRoster, keysOf, ManualClock, newsroomId, seededRandom } from '../desk.fixture.ts'
import { serveRelay } from '../relay.fixture.ts'
import { openHttpRelayClient, type HttpRelayOptions } from './http-relay-client.ts'
import { MemoryRelay } from './memory/memory-relay.ts'

type Patience = Pick<HttpRelayOptions, 'idleMillis' | 'totalMillis'>

const ending: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end()
})

function clientOf(origin: string, person = 'Ada', patience: Patience = {}) {
  const { p, deviceId, deviceSeed } = keysOf(person)
  const shared = { p, deviceId, deviceSeed, clock: new ManualClock() }
  const client = openHttpRelayClient({
    ...shared,
    ...patience,
    origin,
    random: seededRandom('nonces'),
  })
  ending.push(() => client.close())
  return client
}

async function openRelay() {
  const relay = new MemoryRelay({ newsroomId, clock: new ManualClock() })
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

  /** Sends a piece every 60 ms, so many times, and then nothing more; ends only if told so. */
  function dripping(pieces: number, ends: boolean): RequestListener {
    return (_request, answer) => {
      let sent = 0
      const timer = setInterval(() => {
        if (sent++ < pieces) answer.write(Uint8Array.of(sent))
        else {
          clearInterval(timer)
          if (ends) answer.end()
        }
      }, 60)
      answer.on('close', () => clearInterval(timer))
    }
  }

  test('a segment that takes long and never pauses arrives', async () => {
    // Silence must be far longer than a piece takes on a busy machine, and shorter than the whole.
    const patience = { idleMillis: 1_000, totalMillis: 30_000 }
    const client = clientOf(await openServer(dripping(20, true)), 'Ada', patience)
    expect(await client.segment(segmentName(1, 0))).toHaveLength(20)
  })

  test.each([
    ['silent from the beginning', dripping(0, false), { idleMillis: 100, totalMillis: 60_000 }],
    ['silent in the middle', dripping(3, false), { idleMillis: 300, totalMillis: 60_000 }],
    ['slow for ever', dripping(1_000_000, true), { idleMillis: 60_000, totalMillis: 200 }],
  ])('a relay that is %s is given up', async (_what, listener, patience) => {
    const client = clientOf(await openServer(listener), 'Ada', patience)
    const segment = client.segment(segmentName(1, 0))
    await expect(segment).rejects.toMatchObject({ code: 'relay-unreachable' })
  })

  test('closing ends what is under way', async () => {
    const client = clientOf(await openServer(() => client.close()))
    await expect(client.segments(undefined)).rejects.toMatchObject({ code: 'relay-unreachable' })
  })
})
