import { createServer } from 'node:net'
import { TestbedError } from './testbed-error.ts'

/** `port` itself, if it is free on 127.0.0.1, or for 0 any that is. Throws `port-taken`. */
export async function freePort(port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (cause) => {
      const sentence = `Port ${String(port)} is taken: stop the program that has it, or choose others with npm start -- --port 9080.`
      reject(new TestbedError('port-taken', sentence, { cause }))
    })
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      const address = server.address()
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : port)
      })
    })
  })
}
