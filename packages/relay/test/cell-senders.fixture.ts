import { Agent, request } from 'node:http'
import { cellNumber } from '../src/domain/cell.fixture.ts'

/** Sends cells with rising numbers over several connections at once, each as soon as the one before
 *  is answered, until `mayGoOn` says no or the relay is gone. Tells each answer. */
export async function sendCells(
  url: string,
  next: () => number,
  onAnswer: (number: number, status: number) => void,
  mayGoOn: () => boolean,
  connections = 16,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const sender = async () => {
    while (mayGoOn()) {
      const number = next()
      const status = await sendCell(url, number, agent)
      if (status === undefined) return
      onAnswer(number, status)
    }
  }
  await Promise.all(Array.from({ length: connections }, sender))
  agent.destroy()
}

/** Sends one; gives the status, or `undefined` if no whole answer came. */
export async function sendCell(
  url: string,
  number: number,
  agent?: Agent,
): Promise<number | undefined> {
  return new Promise((resolve) => {
    const options = { method: 'POST', ...(agent === undefined ? {} : { agent }) }
    const sent = request(`${url}/c`, options, (answer) => {
      answer.resume()
      answer.on('close', () => resolve(answer.complete ? answer.statusCode : undefined))
    })
    sent.on('error', () => resolve(undefined))
    sent.end(cellNumber(number))
  })
}
