// The relay, or the bare node:http server that is one of its limits: it reads the same bodies, and
// answers 204 without doing anything with them.
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startRelay } from '@cronista/relay'
import { answerOrders, cpuMillisNow } from './intake-process.ts'

const serve = process.argv[2] === 'relay' ? serveRelay : serveBare
const { url, close } = await serve()
answerOrders({ url }, () => ({ cpuMillis: cpuMillisNow() }), close)

async function serveRelay() {
  const folder = await mkdtemp(join(tmpdir(), 'cronista-bench-'))
  const newsroomId = '00'.repeat(32)
  const relay = await startRelay(
    { folder: join(folder, 'state'), port: 0, newsroomId },
    { onFailure: console.error },
  )
  const close = async () => {
    await relay.close()
    await rm(folder, { recursive: true })
  }
  return { url: relay.url, close }
}

async function serveBare() {
  const server = createServer((request, answer) => {
    const pieces: Uint8Array[] = []
    request.on('data', (piece: Uint8Array) => pieces.push(piece))
    request.on('end', () => {
      answer.writeHead(pieces.length > 0 ? 204 : 400)
      answer.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, close: async () => undefined }
}
