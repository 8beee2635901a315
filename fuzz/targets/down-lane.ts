import {
  concatBytes,
  encodeReplyPart,
  encodeRoster,
  encodeRosterBody,
  equalBytes,
  findReplies,
  isAcknowledged,
  parseEdition,
  parseRoster,
  ProtocolError,
  protocolErrorCodes,
  readEdition,
  readReplyPart,
  toHex,
  u64,
  u8,
  verifyRoster,
} from '../../packages/protocol/src/index.ts'
import { nativePrimitives as p } from '../../packages/desk/src/adapters/native-primitives.ts'
import {
  adasDeviceSeed,
  newsroomId,
  NOON_MILLIS,
  rosterBody,
  signedRoster,
  trustedRoster,
} from '../../packages/protocol/src/protocol.fixture.ts'
import { Trust } from '../../packages/reader/src/trust.ts'
import { ReplyShelf } from '../../packages/reader/src/reply-shelf.ts'
import { holds, neverThrows, refusalsOf, type Target } from '../target.ts'
import { edition, part, replyKey, replyPlaintext, roster, thread } from './newsroom.ts'
import { openLocks } from './open-locks.ts'

const trusted = trustedRoster()
const bigger = signedRoster({
  ...rosterBody,
  origins: ['https://cenzontle.example', 'https://otro.example:8443', 'http://[::1]:80'],
  epochs: [...rosterBody.epochs, ...rosterBody.epochs].slice(0, 2),
})
const rosterSeeds = [roster, bigger]
const rosterCodes = refusalsOf(ProtocolError, /^roster-/u)
const judgement = { newsroomId, nowMillis: NOON_MILLIS }
const contributor = thread.contributorPublicKey

/** Rosters, editions and replies (docs/protocol.md §5, §6), and what the reader's page does with them. */
export const downLaneTargets: readonly Target[] = [
  {
    name: 'roster-parse',
    seeds: rosterSeeds,
    form: 'bytes',
    refusal: refusalsOf(ProtocolError, ['roster-malformed']),
    run(input) {
      const parsed = parseRoster(input)
      const again = encodeRoster(encodeRosterBody(parsed), parsed.signatures)
      holds(equalBytes(again, input), 'a roster has two encodings')
      return 'accepted'
    },
  },
  {
    name: 'roster-rules',
    seeds: rosterSeeds,
    form: 'bytes',
    refusal: rosterCodes,
    run(input) {
      const { expiresAtMillis, issuedAtMillis, epochs } = verifyRoster(openLocks, input, judgement)
      holds(expiresAtMillis - issuedAtMillis <= 259_200_000, 'a roster lasts too long')
      holds(
        new Set(epochs.map(({ publicKey }) => toHex(publicKey))).size === epochs.length,
        'a key twice',
      )
      return 'accepted'
    },
  },
  {
    name: 'roster-forgery',
    seeds: rosterSeeds,
    form: 'bytes',
    share: 0.02,
    refusal: rosterCodes,
    run(input) {
      const { body } = verifyRoster(p, input, judgement)
      holds(
        rosterSeeds.some((one) => equalBytes(parseRoster(one).body, body)),
        'an altered roster was trusted',
      )
      return 'accepted'
    },
  },
  {
    name: 'edition-parse',
    seeds: [edition],
    form: 'bytes',
    share: 0.1,
    refusal: refusalsOf(ProtocolError, ['edition-malformed']),
    run(input) {
      const { number, timeMillis, salt, rosterHead, ...rest } = parseEdition(input)
      const { builder, leaseHolder, acknowledgements, records } = rest
      const used = concatBytes(
        ...[u8(1), u64(number), u64(timeMillis), salt, rosterHead, builder, leaseHolder],
      )
      const header = new Uint8Array(960)
      header.set(used)
      const again = concatBytes(header, ...acknowledgements, ...records)
      holds(equalBytes(again, input.subarray(0, again.length)), 'an edition has two encodings')
      return 'accepted'
    },
  },
  {
    name: 'edition-forgery',
    seeds: [edition],
    form: 'bytes',
    share: 0.02,
    refusal: refusalsOf(ProtocolError, /^(?:edition-.*|roster-not-in-edition)$/u),
    run(input) {
      readEdition(p, newsroomId, input, trusted)
      holds(equalBytes(input, edition), 'an altered edition was trusted')
      return 'accepted'
    },
  },
  {
    name: 'edition-lookup',
    seeds: [edition],
    form: 'bytes',
    share: 0.02,
    refusal: refusalsOf(ProtocolError, ['edition-malformed']),
    run(input) {
      const parsed = parseEdition(input)
      const found = findReplies(openLocks, newsroomId, parsed, trusted, contributor, [replyKey])
      const shelf = new ReplyShelf()
      shelf.take(found)
      shelf.read()
      const isIn = isAcknowledged(p, newsroomId, parsed, replyKey, part.messageId)
      return isIn ? 'accepted' : 'not-acknowledged'
    },
  },
  {
    name: 'reply',
    seeds: [replyPlaintext],
    form: 'bytes',
    refusal: refusalsOf(ProtocolError, ['reply-malformed']),
    run(input) {
      const read = readReplyPart(openLocks, newsroomId, trusted, contributor, input)
      const again = encodeReplyPart(p, newsroomId, adasDeviceSeed, contributor, read)
      const same = (from: number, to: number) =>
        equalBytes(again.subarray(from, to), input.subarray(from, to))
      // Which of the two devices wrote it is the input's own affair.
      holds(same(0, 11) && same(27, 928), 'a reply has two encodings')
      return 'accepted'
    },
    share: 0.3,
  },
  {
    name: 'reader-trust',
    seeds: [concatBytes(edition, roster)],
    form: 'bytes',
    share: 0.02,
    refusal: neverThrows,
    run(input) {
      const trust = new Trust(p, newsroomId)
      trust.take({ edition: input.slice(0, 20_480), roster: input.slice(20_480) }, NOON_MILLIS)
      const { state } = trust
      if (state.kind !== 'refused') return state.kind === 'trusted' ? 'accepted' : state.kind
      const isKnown = protocolErrorCodes.some((code) => code === state.refusal)
      holds(isKnown, 'a refusal without a sentence')
      return state.refusal
    },
  },
]
