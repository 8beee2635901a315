import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { createSecureServer } from 'node:http2'
import { connect, createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openKeptLine, openVisitorsLine, type Line } from './million-lines.ts'
import { makeCertificate } from './million-newsroom.ts'

const CELL = new Uint8Array(3072).fill(7)

test('a line over TLS counts what somebody on it would, also when connections are renewed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cronista-million-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const { tls, authority } = await makeCertificate(folder)
  const identity = { cert: await readFile(tls.certificate), key: await readFile(tls.key) }
  const server = createSecureServer(identity, (request, answer) => {
    request.resume().on('end', () => answer.writeHead(204).end())
  })
  const between = await openBetween(await listening(server))
  const line = openVisitorsLine(`https://127.0.0.1:${between.port}`, authority)
  await line.ask({ path: '/page' })
  for (let cell = 0; cell < 5; cell++) await line.ask({ path: '/c', body: CELL })
  await line.renew()
  await line.ask({ path: '/c', body: CELL })
  const counted = await bytesOnceClosed(line, between)
  expect(counted).toEqual({ ...between.seen, connections: 3, open: 0 })
  expect(counted.up).toBeGreaterThan(6 * 3072)
})

test('a kept line counts likewise, and uses its connections again', async () => {
  const server = createHttpServer((request, answer) => {
    request.resume().on('end', () => answer.writeHead(200).end('news'))
  })
  const between = await openBetween(await listening(server))
  const line = openKeptLine(`http://127.0.0.1:${between.port}`, 2)
  const asked = Array.from({ length: 9 }, () => line.ask({ path: '/c', body: CELL }))
  expect(await Promise.all(asked)).toEqual(asked.map(() => ({ status: 200, bytes: 4 })))
  expect(await bytesOnceClosed(line, between)).toEqual({ ...between.seen, connections: 2, open: 0 })
})

interface Between {
  readonly port: number
  readonly seen: { up: number; down: number }
  /** Resolves when no connection is open any more. */
  closed(): Promise<void>
}

async function bytesOnceClosed(line: Line, between: Between) {
  await line.close()
  await between.closed()
  return line.bytes()
}

/** Passes everything on, and counts. */
async function openBetween(upstreamPort: number): Promise<Between> {
  const seen = { up: 0, down: 0 }
  const connections: Promise<unknown>[] = []
  const server = createServer((down) => {
    const up = connect(upstreamPort, '127.0.0.1')
    down.on('data', (bytes) => (seen.up += bytes.length)).pipe(up)
    up.on('data', (bytes) => (seen.down += bytes.length)).pipe(down)
    connections.push(new Promise((resolve) => down.on('close', resolve)))
    for (const socket of [up, down]) socket.on('error', () => undefined)
  })
  const closed = async () => {
    await Promise.all(connections)
  }
  return { port: await listening(server), seen, closed }
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}
