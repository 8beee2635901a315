import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { nativePrimitives as primitives } from './adapters/node/native-primitives.ts'
import { newsroomId } from './http/newsroom.fixture.ts'
import { startSegmentServer } from './start-segment-server.ts'

/** A server that has nothing and takes so many connections at once. */
async function openServer(maxConnections: number) {
  const server = await startSegmentServer(
    {
      ...{ primitives, newsroomId, roster: () => undefined, clock: () => 0 },
      shelf: { findSegment: async () => undefined, async *segments() {} },
      onFailure: (error) => {
        throw error
      },
    },
    { host: '127.0.0.1', port: 0, maxConnections },
  )
  onTestFinished(() => server.close())
  const port = Number(new URL(server.url).port)
  return async () => {
    const socket = connect({ host: '127.0.0.1', port })
    onTestFinished(() => void socket.destroy())
    await once(socket, 'connect')
    return socket
  }
}

/** What a connection says to a request: the status line, or nothing if it is closed. */
async function answerOn(socket: Socket): Promise<string> {
  const heard = Promise.race([
    once(socket, 'data').then(([chunk]) => String(chunk).split('\r\n')[0] ?? ''),
    once(socket, 'close').then(() => 'closed'),
  ])
  socket.on('error', () => undefined)
  socket.write('GET /desk/segments HTTP/1.1\r\nhost: copies.test\r\n\r\n')
  return heard
}

it('takes so many connections at once and no more; one that ends makes room', async () => {
  const open = await openServer(2)
  const [first, second] = [await open(), await open()]
  expect(await answerOn(first)).toMatch(/^HTTP\/1\.1 401 /u)
  expect(await answerOn(second)).toMatch(/^HTTP\/1\.1 401 /u)
  expect(await answerOn(await open())).toBe('closed')
  expect(await answerOn(second)).toMatch(/^HTTP\/1\.1 401 /u)
  first.destroy()
  let answer = 'closed'
  // The server hears of it a moment later.
  for (let tried = 0; answer === 'closed' && tried < 1000; tried++)
    answer = await answerOn(await open())
  expect(answer).toMatch(/^HTTP\/1\.1 401 /u)
})
