// Sends cells over keep-alive connections, each one as soon as the cell before on its connection is
// answered. Bare sockets: a client library would take more of the core than the server does.
import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { CELL_BYTES } from '@cronista/protocol'
import { answerOrders, type Order, type Round } from './intake-process.ts'

const HEAD = new TextEncoder().encode(
  `POST /c HTTP/1.1\r\nhost: relay\r\ncontent-length: ${CELL_BYTES}\r\n` +
    'content-type: application/octet-stream\r\n\r\n',
)
const END_OF_HEAD = '\r\n\r\n'
const pattern = randomBytes(CELL_BYTES)
let made = 0

answerOrders({}, run)

async function run(order: Order): Promise<Omit<Round, 'cpuMillis'>> {
  const { hostname: host, port } = new URL(order.url)
  const began = performance.now()
  let cells = 0
  const mayGoOn = () => performance.now() - began < order.millis
  const connections = Array.from({ length: order.inFlight }, () =>
    sendInTurn(connect({ host, port: Number(port), noDelay: true }), mayGoOn, () => (cells += 1)),
  )
  await Promise.all(connections)
  return { cells, millis: performance.now() - began }
}

function sendInTurn(socket: Socket, mayGoOn: () => boolean, onStored: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let heard = ''
    const sendNext = () => {
      if (mayGoOn()) socket.write(freshRequest())
      else socket.end()
    }
    socket.setEncoding('latin1')
    socket.on('connect', sendNext)
    socket.on('data', (chunk: string) => {
      heard += chunk
      if (!heard.endsWith(END_OF_HEAD)) return
      if (!heard.startsWith('HTTP/1.1 204')) reject(new Error(heard))
      heard = ''
      onStored()
      sendNext()
    })
    socket.on('error', reject)
    socket.on('close', () => resolve())
  })
}

function freshRequest(): Uint8Array {
  const request = new Uint8Array(HEAD.length + CELL_BYTES)
  request.set(HEAD)
  request.set(pattern, HEAD.length)
  new DataView(request.buffer).setFloat64(HEAD.length, (made += 1))
  return request
}
