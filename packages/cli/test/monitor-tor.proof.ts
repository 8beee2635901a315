// `cronista monitor` through a real Tor client and a network of real relays, on this machine alone.
import { expect, test } from 'vitest'
import { monitor, temporaryFolder } from './cronista-process.fixture.ts'
import { NAME_INSIDE, startPrivateTor } from './private-tor.fixture.ts'
import { headersOf, playedSite, signedSite } from './signed-site.fixture.ts'

const site = signedSite(7)
const SCRIPT = '/assets/reader.js'
const PATIENCE_MILLIS = 600_000

test(
  'a look through Tor leaves names to Tor, has connections of its own, and finds what is served there alone',
  async () => {
    const proxy = await startPrivateTor()
    const connections = new Set<string>()
    const played = await playedSite(site, (path, answer, { socket, headers }) => {
      const isInside = headers.host?.startsWith(NAME_INSIDE) === true
      if (isInside) connections.add(String(socket.remotePort))
      if (!isInside || path !== SCRIPT) return false
      answer.writeHead(200, headersOf(path)).end('other words')
      return true
    })
    const inside = played.url.replace('127.0.0.1', NAME_INSIDE)
    const folder = await temporaryFolder()
    const { exitCode, printed } = await monitor(inside, folder, 1, '--socks', proxy)
    expect([exitCode, printed]).toEqual([
      1,
      expect.stringContaining(`${SCRIPT}  is not the signed`),
    ])
    expect(printed.match(/^socks .*: differences: 1/gmu)).toHaveLength(5)
    // Nobody but Tor can find that name, so the direct looks find nothing at all.
    expect(printed.match(/^direct .*: could not be checked/gmu)).toHaveLength(5)
    expect(connections.size).toBeGreaterThanOrEqual(5)
  },
  PATIENCE_MILLIS,
)
