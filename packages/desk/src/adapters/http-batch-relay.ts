import { BATCH_BYTES } from '@cronista/protocol'
import { JOURNAL_PATH, LIMITS } from '@cronista/protocol/http'
import { z } from 'zod'
import { DeskError } from '../desk-error.ts'
import type { BatchRelay, ListedBatch } from '../ports/batch-relay.ts'
import { expectStatus, parsedJson, relayProblemOf, type Ask } from './relay-exchange.ts'

const LISTING_BYTES = 262_144
const PROBLEM_BYTES = 65_536

const listingSchema = z.object({
  batches: z
    .array(
      z.object({
        place: z.int().positive(),
        deviceId: z.string().regex(/^[0-9a-f]{32}$/u),
        number: z.int().positive(),
      }),
    )
    .max(LIMITS.batchListing),
})

/** The relay's journal routes (docs/protocol.md §9). */
export function batchRelayOver(ask: Ask): BatchRelay {
  return {
    async putBatch(number, body) {
      const path = `${JOURNAL_PATH}/${number}`
      const answer = await ask({ method: 'PUT', path, body }, PROBLEM_BYTES)
      if (relayProblemOf(answer) === 'batch-refused') throw new DeskError('batch-refused')
      expectStatus(answer, 204)
    },
    async batches(afterPlace) {
      const asked = { method: 'GET', path: JOURNAL_PATH, query: `?after=${afterPlace}` } as const
      return parsedListing(expectStatus(await ask(asked, LISTING_BYTES), 200).body)
    },
    async batch(place) {
      const asked = { method: 'GET', path: `${JOURNAL_PATH}/${place}` } as const
      const answer = await ask(asked, Math.max(BATCH_BYTES, PROBLEM_BYTES))
      return answer.status === 404 ? undefined : expectStatus(answer, 200).body
    },
  }
}

function parsedListing(body: Uint8Array): readonly ListedBatch[] {
  const parsed = listingSchema.safeParse(parsedJson(body))
  if (!parsed.success) throw new DeskError('relay-unreachable')
  return parsed.data.batches
}
