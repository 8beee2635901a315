import { MAX_RELEASE_BYTES, MAX_RELEASE_FILE_BYTES } from '@cronista/protocol'
import {
  LACKING_FILES_PATH,
  LIMITS,
  RELEASE_FILES_PATH,
  RELEASES_PATH,
  type ReleaseFileHashes,
} from '@cronista/protocol/http'
import { Hono } from 'hono'
import { z } from 'zod'
import { parseFileHash, type FileHash } from '../domain/file-hash.ts'
import type { RelayPorts } from '../ports/relay-ports.ts'
import type { Releases } from '../releases.ts'
import { jsonAnswer } from './desk-answer.ts'
import type { DeskGate } from './desk-gate.ts'
import { judgeRelease } from './judge-release.ts'
import { problemAnswer } from './problem.ts'
import { refused, verdictAnswer } from './verdict.ts'

/** Each hash takes 67 bytes of JSON; the rest is room for spaces. */
const LACKING_MAX_BYTES = LIMITS.lackingFiles * 100

const hashesSchema = z.strictObject({
  files: z
    .array(
      z.string().transform((text, context): FileHash => {
        const hash = parseFileHash(text)
        if (hash !== undefined) return hash
        context.addIssue({ code: 'custom' })
        return z.NEVER
      }),
    )
    .max(LIMITS.lackingFiles),
})

/** A release, in: which of its files are lacking, those files, and at last its list (§9). */
export function releaseRoutes(ports: RelayPorts, releases: Releases, gate: DeskGate): Hono {
  const routes = new Hono()

  routes.post(LACKING_FILES_PATH, async (c) => {
    const signed = await gate.body(c.req.raw, LACKING_MAX_BYTES)
    if (signed.kind === 'refused') return signed.answer
    const asked = hashesIn(signed.body)
    if (asked === undefined) return problemAnswer('release-refused', 'hashes-malformed')
    const lacking: ReleaseFileHashes = { files: await releases.lacking(asked) }
    return jsonAnswer(lacking)
  })

  routes.put(`${RELEASE_FILES_PATH}/:hash`, async (c) => {
    const hash = parseFileHash(c.req.param('hash'))
    if (hash === undefined) return problemAnswer('not-found')
    const signed = await gate.body(c.req.raw, MAX_RELEASE_FILE_BYTES)
    if (signed.kind === 'refused') return signed.answer
    const receipt = await releases.putFile(hash, signed.body)
    const verdict =
      receipt === 'mismatched' ? refused('file-mismatched') : ({ kind: 'stored' } as const)
    return verdictAnswer('release-refused', verdict)
  })

  routes.put(`${RELEASES_PATH}/:number{[1-9][0-9]{0,9}}`, async (c) => {
    const signed = await gate.body(c.req.raw, MAX_RELEASE_BYTES)
    if (signed.kind === 'refused') return signed.answer
    const number = Number(c.req.param('number'))
    const verdict = await judgeRelease(ports, releases, number, signed.body)
    return verdict.kind === 'incomplete'
      ? problemAnswer('release-incomplete')
      : verdictAnswer('release-refused', verdict)
  })

  return routes
}

function hashesIn(body: Uint8Array): readonly FileHash[] | undefined {
  try {
    return hashesSchema.safeParse(JSON.parse(new TextDecoder().decode(body))).data?.files
  } catch {
    return undefined
  }
}
