import {
  encodeRelease,
  encodeReleaseBody,
  equalBytes,
  fromBase64Url,
  fromHex,
  fromUtf8,
  isReleasePath,
  parseRelease,
  ProtocolError,
  toBase64Url,
  toHex,
  utf8,
  verifyRelease,
} from '../../packages/protocol/src/index.ts'
import { siteCacheControl, siteContentType } from '../../packages/protocol/src/site-answer.ts'
import { nativePrimitives as p } from '../../packages/desk/src/adapters/native-primitives.ts'
import { sitePathOf } from '../../packages/relay/src/domain/site-path.ts'
import { newsroomId } from '../../packages/protocol/src/protocol.fixture.ts'
import { releaseBody, signedRelease } from '../../packages/protocol/src/release.fixture.ts'
import { holds, neverThrows, refusalsOf, type Target } from '../target.ts'
import { openLocks } from './open-locks.ts'

const release = signedRelease(releaseBody)
const releaseCodes = refusalsOf(ProtocolError, /^release-/u)
const decoder = new TextDecoder()

/** Releases, paths and the spellings of bytes (docs/protocol.md §12, §9). */
export const releaseTargets: readonly Target[] = [
  {
    name: 'release-parse',
    seeds: [release],
    form: 'bytes',
    words: ['/es/', '/en/', '/../', '//', '/c', '/desk/x', '.html', '\0'],
    refusal: refusalsOf(ProtocolError, ['release-malformed']),
    run(input) {
      const parsed = parseRelease(input)
      const again = encodeRelease(encodeReleaseBody(parsed), parsed.signatures)
      holds(equalBytes(again, input), 'a release has two encodings')
      return 'accepted'
    },
  },
  {
    name: 'release-rules',
    seeds: [release],
    form: 'bytes',
    words: ['/es/', '/en/', '.html', '/a'],
    refusal: releaseCodes,
    run(input) {
      const { signers } = verifyRelease(openLocks, input, { newsroomId })
      holds(new Set(signers.map(({ personId }) => toHex(personId))).size > 1, 'one person released')
      return 'accepted'
    },
  },
  {
    name: 'release-forgery',
    seeds: [release],
    form: 'bytes',
    share: 0.02,
    refusal: releaseCodes,
    run(input) {
      const { body } = verifyRelease(p, input, { newsroomId })
      holds(equalBytes(body, encodeReleaseBody(releaseBody)), 'an altered release was trusted')
      return 'accepted'
    },
  },
  {
    name: 'site-path',
    seeds: ['/es/una-nota/', '/assets/reader.4fzyo82m.js', '/404.html', '/'].map(utf8),
    form: 'bytes',
    words: ['/', '..', '/.', '%2e', '%2f', '//', '/desk/', '/c', '/assets/', '.js', '~', '\\', '?'],
    refusal: neverThrows,
    longest: 4_096,
    run(input) {
      const path = decoder.decode(input)
      siteContentType(path)
      siteCacheControl(path)
      const isServed = sitePathOf(path) !== undefined
      holds(isServed || !isReleasePath(path), 'a path can be released and not served')
      if (!isServed) return 'refused'
      holds(!/\/\.|\/\/|\0|\\/u.test(path), 'a path leads somewhere else')
      return 'accepted'
    },
  },
  {
    name: 'spellings',
    seeds: [utf8('00ff10'), utf8(toBase64Url(new Uint8Array(20).fill(7)))],
    form: 'bytes',
    refusal: refusalsOf(ProtocolError, ['hex-malformed']),
    run(input) {
      const text = fromUtf8(input)
      if (text === undefined) return 'no-text'
      holds(equalBytes(utf8(text), input), 'a text has two encodings')
      const bytes = fromBase64Url(text)
      holds(bytes === undefined || toBase64Url(bytes) === text, 'bytes have two spellings')
      holds(toHex(fromHex(text)) === text, 'bytes have two spellings')
      return 'accepted'
    },
  },
]
