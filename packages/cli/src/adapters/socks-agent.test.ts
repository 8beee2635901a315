import { once } from 'node:events'
import { createServer as createSite } from 'node:http'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { SiteRequest } from '../site.ts'
import { HttpSite } from './http-site.ts'
import { browserHeaders } from './browser-headers.ts'
import { systemRandom } from './native-primitives.ts'
import { SocksAgent } from './socks-agent.ts'

/** Nobody's name (RFC 6761): whoever looks it up finds nothing. */
const NAME = 'periodico.invalid'
const PATIENCE_MILLIS = 5000
const NAME_TYPE = 3
const wanted: SiteRequest = { path: '/es/', use: 'document', codings: 'all', atMost: 1000 }

/** What a proxy was asked: by whom, and for what, as a name or as an address. */
interface Asked {
  readonly credentials: string
  readonly host: string
  readonly isName: boolean
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** A site that counts its visits. */
async function openSite() {
  const visits: string[] = []
  const server = createSite((request, answer) => {
    visits.push(request.headers.host ?? '')
    answer.setHeader('connection', 'close').end('portada')
  })
  return { visits, port: await listening(server) }
}

/** A SOCKS5 proxy with passwords (RFC 1928 and 1929) that notes what it is asked and leads everybody to one
 *  port of this machine. */
async function openProxy(sitePort: number) {
  const asked: Asked[] = []
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    void lead(socket, sitePort).then((one) => asked.push(one))
  })
  return { asked, port: await listening(server) }
}

async function lead(socket: Socket, sitePort: number): Promise<Asked> {
  const [, methods = 0] = await take(socket, 2)
  await take(socket, methods)
  socket.write(Uint8Array.of(5, 2))
  await take(socket, 1)
  const credentials = `${await text(socket)}:${await text(socket)}`
  socket.write(Uint8Array.of(1, 0))
  const [, , , type] = await take(socket, 4)
  const isName = type === NAME_TYPE
  const host = isName ? await text(socket) : [...(await take(socket, 4))].join('.')
  await take(socket, 2)
  socket.write(Uint8Array.of(5, 0, 0, 1, 0, 0, 0, 0, 0, 0))
  const onward = connect(sitePort, '127.0.0.1')
  onward.on('error', () => socket.destroy())
  socket.pipe(onward).pipe(socket)
  return { credentials, host, isName }
}

async function text(socket: Socket): Promise<string> {
  const [length = 0] = await take(socket, 1)
  return new TextDecoder().decode(await take(socket, length))
}

async function take(socket: Socket, length: number): Promise<Uint8Array> {
  for (;;) {
    const bytes = socket.read(length) as Uint8Array | null
    if (bytes !== null) return bytes
    await once(socket, 'readable')
  }
}

function siteThrough(proxyPort: number, origin: string): HttpSite {
  const proxy = { host: '127.0.0.1', port: proxyPort }
  const agent = new SocksAgent(systemRandom, proxy, false, PATIENCE_MILLIS)
  const patience = { silenceMillis: PATIENCE_MILLIS, bytesPerSecond: 1 }
  return new HttpSite(origin, patience, { headersOf: browserHeaders, agent })
}

describe('a connection through a proxy', () => {
  test('leaves the name of the site to the proxy, and this machine asks nobody for it', async () => {
    const site = await openSite()
    const proxy = await openProxy(site.port)
    const through = siteThrough(proxy.port, `http://${NAME}`)
    expect(await through.get(wanted)).toMatchObject({ kind: 'answered', status: 200 })
    expect(proxy.asked).toMatchObject([{ host: NAME, isName: true }])
    expect(site.visits).toEqual([NAME])
  })

  test('bears the same credentials for one view, and others for another', async () => {
    const site = await openSite()
    const proxy = await openProxy(site.port)
    for (let view = 0; view < 3; view++) {
      const through = siteThrough(proxy.port, `http://${NAME}`)
      for (let time = 0; time < 2; time++) await through.get(wanted)
    }
    const seen = proxy.asked.map(({ credentials }) => credentials)
    expect(seen).toHaveLength(6)
    expect([seen[1], seen[3], seen[5]]).toEqual([seen[0], seen[2], seen[4]])
    expect(new Set(seen).size).toBe(3)
    for (const credentials of seen) expect(credentials).toMatch(/^[0-9a-f]{24}:[0-9a-f]{24}$/u)
  })

  test('is none where there is no proxy: nothing goes to the site directly', async () => {
    const site = await openSite()
    const closed = createServer()
    const port = await listening(closed)
    closed.close()
    const through = siteThrough(port, `http://127.0.0.1:${site.port}`)
    expect(await through.get(wanted)).toEqual({ kind: 'unreachable' })
    expect(site.visits).toEqual([])
  })
})
