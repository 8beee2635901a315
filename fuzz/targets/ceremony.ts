// What people carry to and from a ceremony (docs/protocol.md §5, §11): cards, certificates, drafts of
// rosters, and shares of the root key, as files and as words.
import {
  concatBytes,
  encodeRoster,
  encodeRosterBody,
  equalBytes,
  signRosterBody,
  toBase64Url,
  u8,
  utf8,
  verifyRoster,
} from '../../packages/protocol/src/index.ts'
import { readBytes } from '../../packages/cli/src/adapters/carried-files.ts'
import { CliError } from '../../packages/cli/src/cli-error.ts'
import {
  readShareLines,
  toShareLines,
  type RootShare,
} from '../../packages/cli/src/newsroom/root-share.ts'
import { readSharePage, sharePage } from '../../packages/cli/src/newsroom/share-page.ts'
import { recoverRoot } from '../../packages/cli/src/newsroom/split-root.ts'
import { nativePrimitives as p } from '../../packages/desk/src/adapters/native-primitives.ts'
import { foundRoster, newsroomId, NOON_MILLIS } from '../../packages/desk/src/desk.fixture.ts'
import { DeskError } from '../../packages/desk/src/desk-error.ts'
import { certifyCards, newsroomOfRoot } from '../../packages/desk/src/founding.ts'
import { ownCard } from '../../packages/desk/src/services/admission.ts'
import {
  encodeCertificates,
  readCertificates,
} from '../../packages/desk/src/services/device-certificates.ts'
import { readDraft } from '../../packages/desk/src/services/roster-ceremony.ts'
import { seededRandom } from '../../packages/protocol/src/protocol.fixture.ts'
import { scratchFile } from '../scratch.ts'
import { holds, neverThrows, refusalsOf, type Target } from '../target.ts'
import { openLocks } from './open-locks.ts'

const decoder = new TextDecoder()
const random = seededRandom('fuzz ceremony')
const { store, roster, ada } = foundRoster()
const trusted = verifyRoster(p, roster, { newsroomId, nowMillis: NOON_MILLIS })
const next = encodeRosterBody({
  ...trusted,
  ...{ number: 2, previousHead: trusted.head, origins: ['https://otro.example'] },
})
const signature = signRosterBody(p, newsroomId, ada.deviceSeed, next)
const card = ownCard(ada, 'Ada Peña')
const rootSeed = seededRandom('desk')(32)

const shared = {
  newsroom: newsroomId.slice(0, 8),
  splitting: random(4),
  needed: 2,
} satisfies Partial<RootShare>
/** Two of three, drawn here: the library's own draws would be others in every run. */
const slope = random(32)
const shares = [1, 2, 3].map((number): RootShare => ({ ...shared, number, point: pointAt(number) }))
const [firstShare, secondShare] = shares as [RootShare, RootShare]
const SHARE_BYTES = 47

/** Whatever is read at a ceremony. */
export const ceremonyTargets: readonly Target[] = [
  {
    name: 'certificates',
    seeds: [encodeCertificates(trusted)],
    form: 'bytes',
    refusal: refusalsOf(DeskError, ['certificates-refused']),
    run(input) {
      const read = readCertificates(openLocks, newsroomId, input)
      holds(equalBytes(encodeCertificates(read), input), 'certificates have two encodings')
      return 'accepted'
    },
    share: 0.3,
  },
  {
    name: 'roster-draft',
    seeds: [encodeRoster(next, []), encodeRoster(next, [signature])],
    form: 'bytes',
    share: 0.1,
    roomBytes: 2 ** 20,
    refusal: refusalsOf(DeskError, ['roster-change-refused']),
    run(input) {
      const change = readDraft({ keys: { ...ada, p: openLocks }, store }, input, NOON_MILLIS)
      return Object.values(change).some((one) => Array.isArray(one) && one.length > 0)
        ? 'accepted'
        : 'plain'
    },
  },
  {
    // As a file of text; what is signed is real.
    name: 'carried-card',
    seeds: [utf8(`${toBase64Url(card)}\n`), utf8(toBase64Url(card).replaceAll(/.{76}/gu, '$&\n'))],
    form: 'bytes',
    words: ['\n', '\r\n', '\u00a0', '=', '+', '-', '\u{feff}'],
    share: 0.02,
    roomBytes: 2 ** 20,
    refusal: (error) =>
      refusalsOf(CliError, ['file-unreadable'])(error) ??
      refusalsOf(DeskError, ['card-malformed'])(error),
    async run(input) {
      const bytes = await readBytes(scratchFile('card', input))
      certifyCards(rootSeed, [bytes], NOON_MILLIS)
      holds(equalBytes(bytes, card), 'an altered card was certified')
      return 'accepted'
    },
  },
  {
    // A printed page, or its six lines as a list, of which lines of several shares can be put together.
    name: 'share-page',
    seeds: [firstShare, secondShare].flatMap((share) =>
      (['es', 'en'] as const).flatMap((language) => [
        utf8(sharePage(p, share, { shares: 3, newsroomId, day: '2026-11-22' }, language)),
        utf8(JSON.stringify(toShareLines(p, share, language))),
      ]),
    ),
    form: 'json',
    words: ['\n  1. ', '\n  6. ', ' ', '\u0301', '\t', '0. ', '\u00a0'],
    share: 0.1,
    longest: 8_192,
    roomBytes: 2 ** 21,
    refusal: neverThrows,
    run(input) {
      const read = readSharePage(p, pageIn(input))
      if (read.kind !== 'share') return read.kind
      const isOurs = shares.some((one) => isSame(one, read.share))
      holds(isOurs, 'other words are a share too')
      return 'accepted'
    },
  },
  {
    name: 'root-shares',
    seeds: [
      concatBytes(...[firstShare, secondShare].map(bytesOf)),
      concatBytes(...shares.map(bytesOf)),
    ],
    form: 'bytes',
    longest: SHARE_BYTES * 8,
    share: 0.1,
    roomBytes: 2 ** 21,
    refusal: neverThrows,
    async run(input) {
      const brought = sharesIn(input)
      for (const [index, share] of brought.entries()) {
        const lines = toShareLines(p, share, index % 2 === 0 ? 'es' : 'en')
        const read = readShareLines(p, lines)
        holds(read.kind === 'share' && isSame(read.share, share), 'words say another share')
      }
      const recovered = await recoverRoot(brought, newsroomId, newsroomOfRoot)
      if (recovered.kind !== 'root') return recovered.kind
      holds(equalBytes(recovered.seed, rootSeed), 'another root was recovered')
      return 'accepted'
    },
  },
]

/** The page that a list of lines stands on; what is no list is a page. */
function pageIn(input: Uint8Array): string {
  const text = decoder.decode(input)
  try {
    const lines: unknown = JSON.parse(text)
    if (!Array.isArray(lines)) return text
    return lines.map((line, index) => `  ${index + 1}. ${String(line)}\n`).join('')
  } catch {
    return text
  }
}

function bytesOf({ newsroom, splitting, needed, number, point }: RootShare): Uint8Array {
  return concatBytes(newsroom, splitting, u8(needed), u8(number), point)
}

function sharesIn(input: Uint8Array): readonly RootShare[] {
  return Array.from({ length: Math.floor(input.length / SHARE_BYTES) }, (_, index): RootShare => {
    const bytes = input.slice(index * SHARE_BYTES, (index + 1) * SHARE_BYTES)
    const [needed = 0, number = 0] = bytes.subarray(12)
    const point = bytes.slice(14)
    return { newsroom: bytes.slice(0, 8), splitting: bytes.slice(8, 12), needed, number, point }
  })
}

function isSame(a: RootShare, b: RootShare): boolean {
  return equalBytes(bytesOf(a), bytesOf(b))
}

/** The point of a line through the root seed at 0, followed by its place (§5). */
function pointAt(place: number): Uint8Array {
  const values = rootSeed.map((secret, index) => secret ^ product(slope[index] ?? 0, place))
  return concatBytes(values, u8(place))
}

/** In GF(2⁸) over x⁸ + x⁴ + x³ + x + 1. */
function product(a: number, b: number): number {
  let [sum, left, right] = [0, a, b]
  for (; right > 0; right >>= 1) {
    if (right & 1) sum ^= left
    left = left & 128 ? ((left << 1) & 255) ^ 0x1b : left << 1
  }
  return sum
}
