import { BATCH_BYTES, toHex } from '@cronista/protocol'
import { JOURNAL_PATH, LIMITS, type BatchListing } from '@cronista/protocol/http'
import { Hono } from 'hono'
import type { RelayPorts } from '../ports/relay-ports.ts'
import { jsonAnswer, octetsAnswer } from './desk-answer.ts'
import type { DeskGate } from './desk-gate.ts'
import { judgeBatch } from './judge-batch.ts'
import { problemAnswer } from './problem.ts'
import { verdictAnswer } from './verdict.ts'

const PLACE = /^(?:0|[1-9][0-9]{0,14})$/u

/** The journal's batches, in and out (§9). All devices get the same list, in the order of arrival. */
export function journalRoutes(ports: RelayPorts, gate: DeskGate): Hono {
  const { batches } = ports
  const routes = new Hono()

  routes.get(JOURNAL_PATH, async (c) => {
    if ((await gate.signer(c.req.raw, 'newest')) === undefined)
      return problemAnswer('signature-refused')
    const after = c.req.query('after') ?? '0'
    if (!PLACE.test(after)) return problemAnswer('not-found')
    const listed = await batches.list(Number(after), LIMITS.batchListing)
    const listing: BatchListing = {
      batches: listed.map((batch) => ({ ...batch, deviceId: toHex(batch.deviceId) })),
    }
    return jsonAnswer(listing)
  })

  routes.get(`${JOURNAL_PATH}/:place{[1-9][0-9]{0,14}}`, async (c) => {
    if ((await gate.signer(c.req.raw, 'newest')) === undefined)
      return problemAnswer('signature-refused')
    return octetsAnswer(await batches.find(Number(c.req.param('place'))))
  })

  routes.put(`${JOURNAL_PATH}/:number{[1-9][0-9]{0,14}}`, async (c) => {
    const signed = await gate.body(c.req.raw, BATCH_BYTES, 'newest')
    if (signed.kind === 'refused') return signed.answer
    const number = Number(c.req.param('number'))
    const verdict = await judgeBatch(ports, signed.device, number, signed.body)
    return verdictAnswer('batch-refused', verdict)
  })

  return routes
}
