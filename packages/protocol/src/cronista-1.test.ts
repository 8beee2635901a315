// Makes every structure of version 1 again from fixed inputs and compares with
// test-vectors/cronista-1.json: a format that changed by one byte fails here. Run once with
// CRONISTA_WRITE_VECTORS=1 to write the file for a new structure.
import { readFile, writeFile } from 'node:fs/promises'
import { env } from 'node:process'
import { describe, expect, test } from 'vitest'
import { encodePart, openCell, PART_BODY_BYTES, sealCell, type Part } from './cell.ts'
import { asMessageId, deviceIdOf } from './context.ts'
import { buildEdition } from './edition.ts'
import { entryHash, sealEntry } from './journal-entry.ts'
import { packLetter, unpackLetter } from './letter.ts'
import { cut } from './parts.ts'
import { portablePrimitives as p } from './portable.ts'
import {
  adasDeviceSeed,
  brunosDeviceSeed,
  epochIdentity,
  newsroomId,
  NOON_MILLIS,
  rootSeed,
  rosterBody,
  seededRandom,
  signedRoster,
  trustedRoster,
} from './protocol.fixture.ts'
import { encodeReplyPart } from './reply.ts'
import { encodeSegment, segmentName } from './segment.ts'
import { utf8, toHex } from './text.ts'
import { openThread, replyKeyOf, weekOf } from './thread.ts'
import { drawWords, wordList } from './words.ts'

const file = new URL('../../../test-vectors/cronista-1.json', import.meta.url)
const random = seededRandom('cronista-1')
const week = weekOf(NOON_MILLIS)
const letter = { language: 'es', text: 'Llegaron de noche. No firmo por miedo.' } as const

function threadVector() {
  const indices = drawWords(random)
  const thread = openThread(p, newsroomId, indices)
  const replyKey = replyKeyOf(p, newsroomId, thread, week)
  const vector = {
    newsroomId: toHex(newsroomId),
    indices: [...indices],
    es: indices.map((index) => wordList('es')[index]).join(' '),
    en: indices.map((index) => wordList('en')[index]).join(' '),
    contributorSeed: toHex(thread.contributorSeed),
    contributorPublicKey: toHex(thread.contributorPublicKey),
    week,
    replyKey: toHex(replyKey),
  }
  return { thread, replyKey, vector }
}

function partOf(body: Uint8Array, { thread, replyKey }: ReturnType<typeof threadVector>): Part {
  return {
    kind: 'part',
    contributor: thread.contributorPublicKey,
    week,
    replyKey,
    messageId: asMessageId(random(16)),
    number: 0,
    count: 1,
    repliesRead: 2,
    rosterHead: trustedRoster().head,
    body,
  }
}

function cellVector(from: ReturnType<typeof threadVector>) {
  const packed = packLetter(letter)
  const [body = packed] = cut(packed, PART_BODY_BYTES)
  const part = partOf(body, from)
  const plaintext = encodePart(p, newsroomId, from.thread.contributorSeed, part)
  const randomness = random(64)
  const publicKey = p.xwingPublicKey(epochIdentity.seed)
  const recipient = { number: epochIdentity.number, publicKey }
  const cell = sealCell(p, newsroomId, recipient, plaintext, randomness)
  expect(openCell(p, newsroomId, cell, epochIdentity)).toEqual(part)
  expect(unpackLetter(body)).toEqual(letter)
  const vector = {
    letter,
    packed: toHex(packed),
    plaintext: toHex(plaintext),
    epochNumber: recipient.number,
    epochSeed: toHex(epochIdentity.seed),
    randomness: toHex(randomness),
    cell: toHex(cell),
  }
  return { part, cell, vector }
}

function rosterVector() {
  const roster = trustedRoster()
  return {
    rootSeed: toHex(rootSeed),
    deviceSeeds: [adasDeviceSeed, brunosDeviceSeed].map(toHex),
    nowMillis: NOON_MILLIS,
    roster: toHex(signedRoster(rosterBody)),
    head: toHex(roster.head),
  }
}

function editionVector({ thread, replyKey }: ReturnType<typeof threadVector>, part: Part) {
  const reply = { number: 3, confirmed: 2, part: 0, count: 1, body: packLetter(letter) }
  const contributor = thread.contributorPublicKey
  const plaintext = encodeReplyPart(p, newsroomId, adasDeviceSeed, contributor, reply)
  const edition = buildEdition(p, seededRandom('cronista-1 edition'), newsroomId, adasDeviceSeed, {
    number: 7,
    timeMillis: NOON_MILLIS,
    rosterHead: trustedRoster().head,
    leaseHolder: deviceIdOf(p, newsroomId, p.ed25519PublicKey(adasDeviceSeed)),
    acknowledgements: [{ replyKey, messageId: part.messageId }],
    records: [{ replyKey, slot: 0, plaintext }],
  })
  return { seed: 'cronista-1 edition', replyPlaintext: toHex(plaintext), edition: toHex(edition) }
}

function journalVector() {
  const [bodyKeyId, bodyKey, salt] = [random(16), random(32), random(32)]
  const event = utf8('{"v":1,"type":"example"}')
  const entry = sealEntry(p, newsroomId, adasDeviceSeed, {
    sequence: 1,
    previousHash: new Uint8Array(32),
    heads: [],
    bodyKeyId,
    bodyKey,
    salt,
    event,
  })
  return {
    bodyKeyId: toHex(bodyKeyId),
    bodyKey: toHex(bodyKey),
    salt: toHex(salt),
    event: toHex(event),
    entry: toHex(entry),
    hash: toHex(entryHash(p, newsroomId, entry)),
  }
}

function everyStructure() {
  const thread = threadVector()
  const cell = cellVector(thread)
  return {
    thread: thread.vector,
    cell: cell.vector,
    roster: rosterVector(),
    edition: editionVector(thread, cell.part),
    segment: {
      name: segmentName(42, NOON_MILLIS),
      segment: toHex(encodeSegment(p, [cell.cell])),
    },
    journalEntry: journalVector(),
  }
}

describe('version 1', () => {
  test('gives the bytes of test-vectors/cronista-1.json', async () => {
    const made = everyStructure()
    if (env['CRONISTA_WRITE_VECTORS'] !== undefined)
      await writeFile(file, `${JSON.stringify(made, undefined, 2)}\n`)
    expect(made).toEqual(JSON.parse(await readFile(file, 'utf8')))
  })
})
