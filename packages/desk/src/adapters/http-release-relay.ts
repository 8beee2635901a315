// Releases at the relay over HTTP (docs/protocol.md §9 and §12).
import { fromHex, MAX_RELEASE_BYTES, toHex, utf8 } from '@cronista/protocol'
import {
  LACKING_FILES_PATH,
  LIMITS,
  RELEASE_FILES_PATH,
  RELEASE_PATH,
  RELEASES_PATH,
  type ReleaseFileHashes,
} from '@cronista/protocol/http'
import { z } from 'zod'
import { DeskError } from '../desk-error.ts'
import type { ReleaseRelay } from '../ports/release-relay.ts'
import {
  expectStatus,
  parsedJson,
  relayProblemOf,
  type Answer,
  type Ask,
} from './relay-exchange.ts'

const LISTING_BYTES = 128 * LIMITS.lackingFiles
const PROBLEM_BYTES = 65_536

const fileHashes = z.object({
  files: z.array(z.string().regex(/^[0-9a-f]{64}$/u)).max(LIMITS.lackingFiles),
})

/** What a relay does with releases, asked through `ask`. */
export function releaseRelayOver(ask: Ask): ReleaseRelay {
  return {
    async lackingFiles(hashes) {
      const files = hashes.map(toHex)
      const body = utf8(JSON.stringify({ files } satisfies ReleaseFileHashes))
      const asked = { method: 'POST', path: LACKING_FILES_PATH, body } as const
      return parsedHashes(expectStatus(await ask(asked, LISTING_BYTES), 200).body)
    },
    async putReleaseFile(hash, body) {
      const path = `${RELEASE_FILES_PATH}/${toHex(hash)}`
      requireAccepted(await ask({ method: 'PUT', path, body }, PROBLEM_BYTES))
    },
    async putRelease(number, body) {
      const path = `${RELEASES_PATH}/${number}`
      requireAccepted(await ask({ method: 'PUT', path, body }, PROBLEM_BYTES))
    },
    async release() {
      const answer = await ask({ method: 'GET', path: RELEASE_PATH }, MAX_RELEASE_BYTES)
      const problem = relayProblemOf(answer)
      if (problem === 'not-found' || problem === 'nothing-published') return undefined
      return expectStatus(answer, 200).body
    },
  }
}

function requireAccepted(answer: Answer): void {
  const problem = relayProblemOf(answer)
  if (problem === 'release-refused' || problem === 'release-incomplete')
    throw new DeskError(problem)
  if (answer.status === 413) throw new DeskError('release-refused')
  expectStatus(answer, 204)
}

function parsedHashes(body: Uint8Array): readonly Uint8Array[] {
  const parsed = fileHashes.safeParse(parsedJson(body))
  if (!parsed.success) throw new DeskError('relay-unreachable')
  return parsed.data.files.map(fromHex)
}
