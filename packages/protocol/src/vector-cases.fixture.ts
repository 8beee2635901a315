// What another implementation must accept and what it must refuse, case by case and by which code: the
// content of test-vectors/cronista-1-cases.json. Most refusals are a small change to a structure of the
// other vector files, so that each shows one rule.
import { sealBatch, type NewBatch } from './batch.ts'
import { keyedItemRows } from './body-key-cases.fixture.ts'
import { concatBytes } from './bytes.ts'
import { CELL_PLAINTEXT_BYTES, encodePart, sealCell, type Part } from './cell.ts'
import { asMessageId } from './context.ts'
import { packLetter } from './letter.ts'
import { openBatchRows, openItemRows } from './open-batch-cases.fixture.ts'
import { parcelRows } from './parcel-cases.fixture.ts'
import { portablePrimitives as p } from './portable.ts'
import {
  adasDeviceSeed,
  epochIdentity,
  newsroomId,
  NOON_MILLIS,
  seededRandom,
  trustedRoster,
} from './protocol.fixture.ts'
import { rosterRows } from './roster-cases.fixture.ts'
import { encodeSegment } from './segment.ts'
import { toHex, utf8 } from './text.ts'
import {
  changed,
  whole,
  type CaseBytes,
  type Place,
  type Rows,
  type VectorCase,
} from './vector-case.fixture.ts'

const MAIN = 'cronista-1.json'
const JOURNAL = 'cronista-1-journal-release.json'
const HOUR = 3_600_000
const random = seededRandom('cronista-1 cases')

/** Every case; the same in every run. `prekeySeed` is that of `admission`, 32 bytes. */
export function vectorCases(prekeySeed: Uint8Array): readonly VectorCase[] {
  return [
    ...wordCases(),
    ...rows('letter', letterRows()),
    ...rows('cell', cellRows()),
    ...rows('roster', rosterRows()),
    ...rows('edition', editionRows()),
    ...rows('segment', segmentRows()),
    ...rows('entry', signedRows([MAIN, 'journalEntry', 'entry'], 'entry-malformed')),
    ...rows('item', itemRows()),
    ...rows('batch', [
      ...signedRows([JOURNAL, 'batch', 'batch'], 'batch-malformed'),
      ...batchRows(),
    ]),
    ...rows('card', cardRows()),
    ...rows('welcome', welcomeRows()),
    ...rows('parcel', parcelRows(prekeySeed)),
    ...rows('open-item', openItemRows(prekeySeed)),
    ...rows('open-batch', openBatchRows()),
    ...rows('keyed-item', keyedItemRows()),
  ]
}

function rows(structure: string, given: Rows): readonly VectorCase[] {
  return given.map(([name, outcome, bytes, more]) => ({
    ...{ structure, name, outcome, bytes },
    ...(more === undefined ? {} : { given: more }),
  }))
}

function wordCases(): readonly VectorCase[] {
  const cases: readonly (readonly [string, string, readonly number[]])[] = [
    ['all zero', 'accepted', [0, 0, 0, 0, 0, 0, 0, 0]],
    ['one bit of the first word', 'accepted', [1, 0, 0, 0, 0, 0, 0, 2]],
    ['a product that has to be reduced', 'accepted', [0, 0, 0, 0, 0, 0, 16, 5]],
    ['one wrong word', 'words-malformed', [1, 0, 0, 0, 0, 0, 1, 2]],
    ['two words exchanged', 'words-malformed', [0, 1, 0, 0, 0, 0, 0, 2]],
    ['a wrong parity word', 'words-malformed', [1, 0, 0, 0, 0, 0, 0, 3]],
    ['seven words', 'words-malformed', [0, 0, 0, 0, 0, 0, 0]],
    ['nine words', 'words-malformed', [0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['an index beyond the list', 'words-malformed', [2048, 0, 0, 0, 0, 0, 0, 0]],
  ]
  return cases.map(([name, outcome, indices]) => ({ structure: 'words', name, outcome, indices }))
}

/** One stored block of DEFLATE: what another writer may choose. */
function stored(...plain: readonly Uint8Array[]): CaseBytes {
  const bytes = concatBytes(...plain)
  const [low, high] = [bytes.length & 255, bytes.length >> 8]
  return whole(concatBytes(Uint8Array.of(1, low, high, low ^ 255, high ^ 255), bytes))
}

function letterRows(): Rows {
  const spanish = 'Vimos tres camiones sin placas. '.repeat(40).trim()
  const packed = packLetter({ language: 'es', text: spanish })
  const bomb = concatBytes(Uint8Array.of(1, 0), new Uint8Array(60_001).fill(97))
  const head = (version: number, language: number) => Uint8Array.of(version, language)
  return [
    ['deflated', 'accepted', whole(packed), { language: 'es', text: spanish }],
    [
      'stored',
      'accepted',
      stored(head(1, 1), utf8('We saw it.')),
      { language: 'en', text: 'We saw it.' },
    ],
    ['another version', 'letter-malformed', stored(head(2, 0), utf8('a'))],
    ['a third language', 'letter-malformed', stored(head(1, 2), utf8('a'))],
    ['no text', 'letter-malformed', stored(head(1, 0))],
    ['no UTF-8', 'letter-malformed', stored(head(1, 0), Uint8Array.of(0xc3, 0x28))],
    [
      'half a pair in three bytes',
      'letter-malformed',
      stored(head(1, 0), Uint8Array.of(0xed, 0xa0, 0x80)),
    ],
    ['20,001 characters', 'letter-malformed', stored(head(1, 0), utf8('a'.repeat(20_001)))],
    ['broken off', 'letter-malformed', whole(packed.slice(0, -2))],
    ['a byte after its end', 'letter-malformed', whole(concatBytes(packed, Uint8Array.of(0)))],
    ['60,003 bytes inflated', 'letter-too-long', stored(bomb)],
  ]
}

const contributorSeed = random(32)
const part: Part = {
  kind: 'part',
  contributor: p.ed25519PublicKey(contributorSeed),
  week: 2968,
  replyKey: random(32),
  messageId: asMessageId(random(16)),
  number: 1,
  count: 3,
  repliesRead: 0,
  rosterHead: trustedRoster().head,
  body: utf8('a piece'),
}
const recipient = { number: epochIdentity.number, publicKey: p.xwingPublicKey(epochIdentity.seed) }

function sealed(plaintext: Uint8Array): CaseBytes {
  return whole(sealCell(p, newsroomId, recipient, plaintext, random(64)))
}

/** A part in which some bytes are others, and which its contributor then signed. */
function partWith(...set: readonly (readonly [at: number, byte: number])[]): CaseBytes {
  const plaintext = encodePart(p, newsroomId, contributorSeed, part)
  for (const [at, byte] of set) plaintext[at] = byte
  const signed = plaintext.slice(0, CELL_PLAINTEXT_BYTES - 64)
  const context = concatBytes(utf8('cronista/1 part\0'), newsroomId)
  return sealed(concatBytes(signed, p.ed25519Sign(contributorSeed, concatBytes(context, signed))))
}

function cellRows(): Rows {
  const of: Place = [MAIN, 'cell', 'cell']
  const receipt = encodePart(p, newsroomId, contributorSeed, { ...part, kind: 'receipt' })
  const forged = encodePart(p, newsroomId, random(32), part)
  return [
    ['a part', 'part', partWith()],
    ['a receipt', 'receipt', sealed(receipt)],
    ['cover', 'cover', sealed(new Uint8Array(CELL_PLAINTEXT_BYTES))],
    ['a bit of the encapsulated key', 'not-ours', changed(of, [600, 'ff'])],
    ['a byte of the ciphertext', 'not-ours', changed(of, [3071, '00'])],
    ['another epoch byte', 'not-ours', changed(of, [0, '00'])],
    ['a byte too few', 'cell-malformed', { of, keep: -1 }],
    ['a byte too many', 'cell-malformed', { of, append: '00' }],
    ['signed by somebody else', 'part-forged', sealed(forged)],
    ['a third kind', 'part-malformed', partWith([0, 3])],
    ['another version', 'part-malformed', partWith([1, 2])],
    ['a number beyond the count', 'part-malformed', partWith([86, 3])],
    ['a body longer than there is room', 'part-malformed', partWith([124, 6], [125, 210])],
    ['padding that is not zero', 'part-malformed', partWith([1870, 1])],
    ['a receipt with a body', 'part-malformed', partWith([0, 2], [86, 0], [87, 0])],
    [
      'cover that is not all zero',
      'part-malformed',
      sealed(new Uint8Array(CELL_PLAINTEXT_BYTES).with(9, 1)),
    ],
  ]
}

function editionRows(): Rows {
  const of: Place = [MAIN, 'edition', 'edition']
  return [
    ['as it is', 'accepted', { of }],
    ['seen before', 'accepted', { of }, { seenNumber: 7 }],
    ['a byte too few', 'edition-malformed', { of, keep: -1 }],
    ['a byte too many', 'edition-malformed', { of, append: '00' }],
    ['another version', 'edition-malformed', changed(of, [0, '02'])],
    ['a reserved byte', 'edition-malformed', changed(of, [113, '01'])],
    ['another roster', 'roster-not-in-edition', changed(of, [49, '0000'])],
    ['a builder whom the roster does not list', 'edition-unsigned', changed(of, [81, '0000'])],
    ['an altered acknowledgement', 'edition-unsigned', changed(of, [960, '0000'])],
    ['an altered signature', 'edition-unsigned', changed(of, [20_479, 'ff'])],
    ['older than one seen', 'edition-older', { of }, { seenNumber: 8 }],
  ]
}

function segmentRows(): Rows {
  const of: Place = [MAIN, 'segment', 'segment']
  const bytes = encodeSegment(p, [new Uint8Array(3072).fill(1), new Uint8Array(3072).fill(2)])
  const [head, first, second] = [bytes.slice(0, 3), bytes.slice(3, 3075), bytes.slice(3075)]
  const [one = 0, other = 0] = [first[0], second[0]]
  // Cells of one byte over and over: as a file they would be large and say nothing.
  const given = (a: number, b: number) => ({ version: head[0] ?? 0, first: a, second: b })
  return [
    ['as it is', 'accepted', { of }],
    ['a byte too few', 'segment-malformed', { of, keep: -1 }],
    ['a byte too many', 'segment-malformed', { of, append: '00' }],
    ['another version', 'segment-malformed', changed(of, [0, '02'])],
    ['no cell', 'segment-malformed', { hex: '010000' }],
    ['more cells than there are', 'segment-malformed', changed(of, [2, '02'])],
    ['two cells in order', 'accepted', { hex: '010002' }, given(one, other)],
    ['two cells out of order', 'out-of-order', { hex: '010002' }, given(other, one)],
    ['one cell twice', 'out-of-order', { hex: '010002' }, given(one, one)],
  ]
}

/** What holds of every structure with a version in front and a signature at its end. */
function signedRows(of: Place, malformed: string): Rows {
  return [
    ['as it is', 'accepted', { of }],
    ['a byte too few', malformed, { of, keep: -1 }],
    ['a byte too many', malformed, { of, append: '00' }],
    ['another version', malformed, changed(of, [0, '02'])],
    ['an altered signature', 'unsigned', changed(of, [-1, 'ff'])],
    ['in another device’s name', 'unsigned', changed(of, [of[1] === 'batch' ? 5 : 1, '0000'])],
  ]
}

function itemRows(): Rows {
  const of: Place = [JOURNAL, 'item', 'item']
  return [
    ['with its key', 'accepted', { of }],
    ['without', 'accepted', { of: [JOURNAL, 'item', 'withoutKey'] }],
    ['kind 0', 'item-malformed', changed(of, [0, '00'])],
    ['no entry', 'item-malformed', { of, keep: 49 }],
    ['nothing', 'item-malformed', { hex: '' }],
  ]
}

function batchRows(): Rows {
  const of: Place = [JOURNAL, 'batch', 'batch']
  const bytes = new Uint8Array(40)
  const piece = { itemId: random(16), total: 40, offset: 0, bytes }
  const content: NewBatch = {
    ...{ groupEpoch: 1, number: 2, salt: random(32), timeMillis: NOON_MILLIS, heads: [] },
    pieces: [piece],
  }
  const groupKey = random(32)
  const given = { groupKey: toHex(groupKey) }
  const withPiece = (changes: Partial<typeof piece>) =>
    whole(
      sealBatch(p, newsroomId, adasDeviceSeed, groupKey, {
        ...content,
        pieces: [{ ...piece, ...changes }],
      }),
    )
  return [
    ['number 0', 'batch-malformed', changed(of, [28, '00'])],
    ['under another group key', 'not-ours', { of }, given],
    ['a piece beyond its item', 'batch-malformed', withPiece({ offset: 1 }), given],
    ['a piece of nothing', 'batch-malformed', withPiece({ bytes: bytes.slice(0, 0) }), given],
  ]
}

function cardRows(): Rows {
  const of: Place = [JOURNAL, 'admission', 'card']
  return [
    ['as it is', 'accepted', { of }],
    ['a byte too few', 'card-malformed', { of, keep: -1 }],
    ['a byte too many', 'card-malformed', { of, append: '00' }],
    ['another version', 'card-malformed', changed(of, [0, '02'])],
    ['another person', 'card-malformed', changed(of, [1, '0000'])],
    ['another name', 'card-malformed', changed(of, [1266, '41'])],
    ['an altered signature', 'card-malformed', changed(of, [-1, 'ff'])],
  ]
}

function welcomeRows(): Rows {
  const of: Place = [JOURNAL, 'admission', 'welcome']
  const prekeySeed = toHex(random(32))
  return [
    ['as it is', 'accepted', { of }],
    ['a byte too few', 'welcome-unsigned', { of, keep: -1 }],
    ['far too short', 'welcome-malformed', { of, keep: 1_000 }],
    ['another version', 'welcome-malformed', changed(of, [0, '02'])],
    ['an altered signature', 'welcome-unsigned', changed(of, [-1, 'ff'])],
    ['to another prekey', 'not-ours', { of }, { prekeySeed }],
    ['to another card', 'welcome-other-card', { of }, { card: 'another' }],
    ['a roster that is over', 'roster-expired', { of }, { nowMillis: NOON_MILLIS + 100 * HOUR }],
  ]
}
