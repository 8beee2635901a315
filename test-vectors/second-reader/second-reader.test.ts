// Reads the vectors with an implementation that shares no line with packages/: it was written from
// docs/protocol.md and the README beside it, over the platform's own cryptography.
import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { wordlist as spanish } from '@scure/bip39/wordlists/spanish.js'
import { describe, expect, test } from 'vitest'
import {
  isAcknowledged,
  newsroomIdOf,
  repliesFor,
  trustedEdition,
  trustedRelease,
  trustedRoster,
} from './down.ts'
import {
  checkEntryItem,
  keyOfEntry,
  openedBatch,
  openedParcel,
  openItem,
  type OpenReader,
} from './journal.ts'
import { hex, join, number, publicKeyOf, sha256 } from './primitives.ts'
import { Refused } from './reading.ts'
import { checkWords, isSegmentInOrder, letterOf, openedCell, threadOf } from './up.ts'
import { at, bytesAt, caseBytes, vectorFile, type Case, type Vector } from './vectors.ts'

const main = vectorFile('cronista-1.json')
const journal = vectorFile('cronista-1-journal-release.json')
const open = vectorFile('cronista-1-open-batch.json')
const { cases } = vectorFile('cronista-1-cases.json') as unknown as { cases: readonly Case[] }
const newsroomId = newsroomIdOf(publicKeyOf(bytesAt(main, 'roster', 'rootSeed')))
const nowMillis = Number(at(main, 'roster', 'nowMillis'))
const roster = trustedRoster(newsroomId, bytesAt(main, 'roster', 'roster'), nowMillis)
const indices = at(main, 'thread', 'indices') as readonly number[]
const epoch = {
  number: Number(at(main, 'cell', 'epochNumber')),
  seed: bytesAt(main, 'cell', 'epochSeed'),
}

const [sender, reader] = (at(main, 'roster', 'deviceSeeds') as string[]).map((seed) =>
  publicKeyOf(hex(seed)),
)
const prekeySeed = bytesAt(journal, 'admission', 'prekeySeed')
const openReader: OpenReader = {
  ...{ newsroomId, sender: sender!, reader: reader!, prekeySeed, nowMillis, seen: roster },
}

describe('what the vectors hold', () => {
  test('the newsroom id, everywhere the same', () => {
    expect(newsroomId).toEqual(bytesAt(main, 'thread', 'newsroomId'))
    expect(newsroomId).toEqual(bytesAt(journal, 'newsroomId'))
  })

  test('random inputs, drawn as the README says', () => {
    // The first fourteen bytes are the seven drawn words.
    const first = sha256(join(Buffer.from('cronista-1'), number(0, 4)))
    const drawn = Array.from({ length: 7 }, (_, index) => {
      const [high = 0, low = 0] = first.subarray(2 * index)
      return (high * 256 + low) % 2048
    })
    expect(indices.slice(0, 7)).toEqual(drawn)
  })

  test('words in both languages, and the keys that derive from them', () => {
    expect(indices.map((index) => english[index]).join(' ')).toBe(at(main, 'thread', 'en'))
    const words = indices.map((index) => spanish[index]?.normalize('NFC'))
    expect(words.join(' ')).toBe(at(main, 'thread', 'es'))
    const thread = threadOf(newsroomId, indices, Number(at(main, 'thread', 'week')))
    expect(thread).toEqual({
      seed: bytesAt(main, 'thread', 'contributorSeed'),
      publicKey: bytesAt(main, 'thread', 'contributorPublicKey'),
      replyKey: bytesAt(main, 'thread', 'replyKey'),
    })
  })

  test('a cell, its part and its letter', () => {
    const opened = openedCell(newsroomId, bytesAt(main, 'cell', 'cell'), epoch)
    expect(opened.contributor).toEqual(bytesAt(main, 'thread', 'contributorPublicKey'))
    expect(letterOf(opened.body ?? hex(''))).toEqual(at(main, 'cell', 'letter'))
  })

  test('a roster and its head', () => {
    expect(roster.head).toEqual(bytesAt(main, 'roster', 'head'))
  })

  test('an edition that acknowledges a message and answers its writer, and nobody else', () => {
    const edition = trustedEdition(newsroomId, bytesAt(main, 'edition', 'edition'), roster)
    const [key, contributor] = ['replyKey', 'contributorPublicKey'].map((name) =>
      bytesAt(main, 'thread', name),
    )
    const messageId = bytesAt(main, 'cell', 'plaintext').subarray(70, 86)
    expect(isAcknowledged(newsroomId, edition, key!, messageId)).toBe(true)
    expect(isAcknowledged(newsroomId, edition, key!.with(0, 1), messageId)).toBe(false)
    const found = repliesFor(newsroomId, edition, roster, contributor!, key!)
    expect(found).toEqual([bytesAt(main, 'edition', 'replyPlaintext')])
    expect(repliesFor(newsroomId, edition, roster, contributor!.with(0, 1), key!)).toEqual([])
  })

  test('an open batch, which needs no key: a parcel, a prekey and a roster', () => {
    const items = openedBatch(newsroomId, bytesAt(open, 'batch'), sender!)
    const held = ['parcel', 'prekey', 'roster'].map((name) => bytesAt(open, name, 'item'))
    expect(items).toEqual(held)
    const ids = held.map((item) => Buffer.from(sha256(item).slice(0, 16)).toString('hex'))
    expect(ids).toEqual(at(open, 'itemIds'))
    expect(held.map((item) => openItem(openReader, item))).toEqual([
      { kind: 'parcel', held: 1, secrets: 1 },
      { kind: 'prekey', number: 4, announcedAtMillis: Number(at(open, 'timeMillis')) },
      { kind: 'roster', number: 2 },
    ])
  })

  test('a release and its head, and releases to refuse', () => {
    const release = bytesAt(journal, 'release', 'release')
    expect(trustedRelease(newsroomId, release)).toEqual(bytesAt(journal, 'release', 'head'))
    for (const { code, release: refused } of at(journal, 'refusedReleases') as Vector[])
      expect(
        outcomeOf(() => {
          trustedRelease(newsroomId, hex(String(refused)))
        }),
      ).toBe(code)
  })
})

const judges: Readonly<Record<string, (one: Case, bytes: Uint8Array) => string | undefined>> = {
  words({ indices: given = [] }) {
    checkWords(given)
    return undefined
  },
  letter(one, bytes) {
    expect(letterOf(bytes)).toEqual(one.given)
    return undefined
  },
  cell: (_one, bytes) => openedCell(newsroomId, bytes, epoch).kind,
  roster({ given = {} }, bytes) {
    const { seenNumber, seenHead } = given
    const head = hex(String(seenHead))
    const seen = seenNumber === undefined ? undefined : { number: Number(seenNumber), head }
    trustedRoster(newsroomId, bytes, Number(given['nowMillis']), seen)
    return undefined
  },
  edition({ given }, bytes) {
    trustedEdition(newsroomId, bytes, roster, Number(given?.['seenNumber'] ?? 0))
    return undefined
  },
  segment({ given }, bytes) {
    const cells = given === undefined ? [] : [given['first'], given['second']]
    const filled = cells.map((byte) => new Uint8Array(3072).fill(Number(byte)))
    return isSegmentInOrder(join(bytes, ...filled)) ? undefined : 'out-of-order'
  },
  item(_one, bytes) {
    checkEntryItem(bytes)
    return undefined
  },
  'keyed-item'({ given }, bytes) {
    const id = keyOfEntry(newsroomId, bytes, sender!)
    if (typeof id === 'string') return id
    expect({ bodyKeyId: Buffer.from(id).toString('hex') }).toEqual(given)
    return undefined
  },
  batch({ given }, bytes) {
    const own = String(at(journal, 'batch', 'groupKey'))
    const held = openedBatch(newsroomId, bytes, sender!, hex(String(given?.['groupKey'] ?? own)))
    return typeof held === 'string' ? held : undefined
  },
  parcel({ given = {} }, bytes) {
    const { prekeySeed: other, ...counts } = given
    const seed = other === undefined ? prekeySeed : hex(String(other))
    const held = openedParcel(newsroomId, bytes, sender!, seed)
    if (typeof held === 'string') return held
    expect({ held: held.lists.length, secrets: held.secrets.length }).toEqual(counts)
    return undefined
  },
  'open-item'({ given }, bytes) {
    const { kind, ...said } = openItem(openReader, bytes)
    if (kind !== 'passed-over') expect(said).toEqual(given)
    return kind
  },
  'open-batch'({ given }, bytes) {
    const held = openedBatch(newsroomId, bytes, sender!)
    if (typeof held === 'string') return held
    const kinds = held.map((item) => openItem(openReader, item).kind)
    const count = (kind: string) => kinds.filter((one) => one === kind).length
    const counted = { prekeys: count('prekey'), rosters: count('roster') }
    expect({ ...counted, parcels: count('parcel') }).toEqual(given)
    return undefined
  },
}

function outcomeOf(judge: () => string | undefined): string {
  try {
    return judge() ?? 'accepted'
  } catch (error) {
    if (error instanceof Refused) return error.code
    throw error
  }
}

const read = cases.filter(({ structure }) => structure in judges)

describe('the cases', () => {
  test('are of every structure that this reader knows', () => {
    expect(new Set(read.map(({ structure }) => structure))).toEqual(new Set(Object.keys(judges)))
  })

  test.each(read.map((one) => [one.structure, one.name, one.outcome, one] as const))(
    '%s, %s: %s',
    (structure, _name, outcome, one) => {
      expect(outcomeOf(() => judges[structure]!(one, caseBytes(one)))).toBe(outcome)
    },
  )
})
