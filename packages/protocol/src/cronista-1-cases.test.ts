// Makes the cases of test-vectors/cronista-1-cases.json again and compares, and judges each as the
// README says: with this package, which must come to the outcome that stands there. Run once with
// CRONISTA_WRITE_VECTORS=1 to write the file for new cases.
import { readFile, writeFile } from 'node:fs/promises'
import { env } from 'node:process'
import { describe, expect, test } from 'vitest'
import { readCard } from './admission-card.ts'
import { isBatchSigned, openBatch, openBatchKey, parseBatch } from './batch.ts'
import { bodyKeyIdOf } from './body-key-cases.fixture.ts'
import { equalBytes } from './bytes.ts'
import { openCell } from './cell.ts'
import { deviceIdOf, sameId } from './context.ts'
import { readEdition } from './edition.ts'
import { ProtocolError } from './errors.ts'
import { isEntrySigned, openEntry, parseEntry } from './journal-entry.ts'
import { joinPieces, parcelIn, parseItem, prekeyIn, rosterIn } from './journal-item.ts'
import { unpackLetter } from './letter.ts'
import { isParcelSigned, openParcel, parseParcel } from './parcel.ts'
import { portablePrimitives as p } from './portable.ts'
import {
  adasDevice,
  brunosDevice,
  epochIdentity,
  newsroomId,
  NOON_MILLIS,
  trustedRoster,
} from './protocol.fixture.ts'
import { findDevice, verifyRoster } from './roster-trust.ts'
import { areInHashOrder, parseSegment } from './segment.ts'
import { fromHex, toHex } from './text.ts'
import { openThread } from './thread.ts'
import type { CaseBytes, VectorCase } from './vector-case.fixture.ts'
import { vectorCases } from './vector-cases.fixture.ts'
import { openWelcome } from './welcome.ts'
import { parityHolds } from './words.ts'

const folder = new URL('../../../test-vectors/', import.meta.url)
const file = new URL('cronista-1-cases.json', folder)
const vectors = new Map<string, unknown>()
for (const name of [
  'cronista-1.json',
  'cronista-1-journal-release.json',
  'cronista-1-open-batch.json',
])
  vectors.set(name, JSON.parse(await readFile(new URL(name, folder), 'utf8')))

/** The hexadecimal text at a place of another vector file. */
function textAt([name, ...names]: readonly [string, ...string[]]): string {
  const value = names.reduce<unknown>(
    (inside, key) => (inside as Record<string, unknown>)[key],
    vectors.get(name),
  )
  return value as string
}

const prekeySeed = textAt(['cronista-1-journal-release.json', 'admission', 'prekeySeed'])

function bytesOf(described: CaseBytes): Uint8Array {
  if ('hex' in described) return fromHex(described.hex)
  const base = fromHex(textAt(described.of))
  for (const { at, hex } of described.set ?? [])
    base.set(fromHex(hex), at < 0 ? base.length + at : at)
  return Uint8Array.of(
    ...base.slice(0, described.keep ?? base.length),
    ...fromHex(described.append ?? ''),
  )
}

const judges: Readonly<Record<string, (one: VectorCase, bytes: Uint8Array) => string>> = {
  words({ indices = [] }) {
    if (parityHolds(indices)) return 'accepted'
    openThread(p, newsroomId, indices)
    return 'opened in spite of its parity'
  },
  letter(one, bytes) {
    const { text, language } = unpackLetter(bytes)
    expect({ text, language }).toEqual(one.given)
    return 'accepted'
  },
  cell: (_one, bytes) => openCell(p, newsroomId, bytes, epochIdentity)?.kind ?? 'not-ours',
  roster({ given = {} }, bytes) {
    const { nowMillis, seenNumber, seenHead } = given
    const head = fromHex(String(seenHead ?? ''))
    const seen = seenNumber === undefined ? undefined : { number: Number(seenNumber), head }
    verifyRoster(p, bytes, { newsroomId, nowMillis: Number(nowMillis), seen })
    return 'accepted'
  },
  edition({ given }, bytes) {
    const number = given?.['seenNumber']
    const seen = typeof number === 'number' ? { number } : undefined
    readEdition(p, newsroomId, bytes, trustedRoster(), seen)
    return 'accepted'
  },
  segment({ given }, bytes) {
    const cells = given === undefined ? [] : [given['first'], given['second']].map(Number)
    const filled = cells.map((byte) => new Uint8Array(3072).fill(byte))
    const whole = Uint8Array.of(...bytes, ...filled.flatMap((cell) => [...cell]))
    return areInHashOrder(p, parseSegment(whole)) ? 'accepted' : 'out-of-order'
  },
  entry: (_one, bytes) =>
    isEntrySigned(p, newsroomId, parseEntry(bytes), adasDevice.publicKey) ? 'accepted' : 'unsigned',
  item(_one, bytes) {
    parseItem(bytes)
    return 'accepted'
  },
  'keyed-item'({ given }, bytes) {
    const item = parseItem(bytes)
    const entry = parseEntry(item.entry)
    if (!isEntrySigned(p, newsroomId, entry, adasDevice.publicKey)) return 'unsigned'
    if (item.kind !== 'with-key') return 'passed-over'
    const id = bodyKeyIdOf(item.subject, item.bodyKey)
    const isNamed = equalBytes(id, entry.bodyKeyId)
    if (!isNamed || openEntry(p, newsroomId, entry, item.bodyKey) === undefined)
      return 'passed-over'
    expect({ bodyKeyId: toHex(id) }).toEqual(given)
    return 'accepted'
  },
  batch({ given }, bytes) {
    const batch = parseBatch(bytes)
    if (!isBatchSigned(p, newsroomId, batch, adasDevice.publicKey)) return 'unsigned'
    const own = textAt(['cronista-1-journal-release.json', 'batch', 'groupKey'])
    const groupKey = fromHex(String(given?.['groupKey'] ?? own))
    return openBatch(p, newsroomId, batch, groupKey) === undefined ? 'not-ours' : 'accepted'
  },
  card(_one, bytes) {
    readCard(p, newsroomId, bytes)
    return 'accepted'
  },
  welcome({ given }, bytes) {
    const at = (name: string) => textAt(['cronista-1-journal-release.json', 'admission', name])
    const card = fromHex(at('card'))
    const judgement = {
      prekeySeed: fromHex(String(given?.['prekeySeed'] ?? at('prekeySeed'))),
      card: given?.['card'] === undefined ? card : card.with(1, 0),
      nowMillis: Number(given?.['nowMillis'] ?? NOON_MILLIS),
    }
    return openWelcome(p, newsroomId, bytes, judgement) === undefined ? 'not-ours' : 'accepted'
  },
  parcel({ given }, bytes) {
    const parcel = parseParcel(bytes)
    if (!isParcelSigned(p, newsroomId, parcel, adasDevice.publicKey)) return 'unsigned'
    const seed = String(given?.['prekeySeed'] ?? prekeySeed)
    const content = openParcel(p, newsroomId, parcel, fromHex(seed))
    if (content === undefined) return 'not-ours'
    expect({ held: content.held.length, secrets: content.secrets.length }).toEqual(given)
    return 'accepted'
  },
  'open-item'({ given }, bytes) {
    const { kind, ...said } = openItem(bytes)
    if (kind !== 'passed-over') expect(said).toEqual(given)
    return kind
  },
  'open-batch'({ given }, bytes) {
    const batch = parseBatch(bytes)
    if (!isBatchSigned(p, newsroomId, batch, adasDevice.publicKey)) return 'unsigned'
    const content = openBatch(p, newsroomId, batch, openBatchKey(p, newsroomId))
    if (content === undefined) return 'not-ours'
    const ids = new Set(content.pieces.map(({ itemId }) => toHex(itemId)))
    const found = [...ids].map((id) => {
      const pieces = content.pieces.filter(({ itemId }) => toHex(itemId) === id)
      return openItem(joinPieces(p, pieces) ?? new Uint8Array(0)).kind
    })
    const count = (kind: string) => found.filter((one) => one === kind).length
    expect({
      ...{ prekeys: count('prekey'), rosters: count('roster'), parcels: count('parcel') },
    }).toEqual(given)
    return 'accepted'
  },
}

const ids = { ada: adasDevice.publicKey, bruno: brunosDevice.publicKey }
const [adasId, brunosId] = [ids.ada, ids.bruno].map((key) => deviceIdOf(p, newsroomId, key))

/** What an item in an open batch of Ada's device is to Bruno's, which has the first roster. */
function openItem(item: Uint8Array): { readonly kind: string; readonly [said: string]: unknown } {
  const passedOver = { kind: 'passed-over' }
  const notice = prekeyIn(item)
  if (notice !== undefined) {
    const { number, announcedAtMillis } = notice
    const isOwn = sameId(notice.deviceId, adasId!)
    return isOwn ? { kind: 'prekey', number, announcedAtMillis } : passedOver
  }
  const [roster, parcel] = [rosterIn(item), parcelIn(item)]
  try {
    if (roster !== undefined) {
      const judgement = { newsroomId, nowMillis: NOON_MILLIS, seen: trustedRoster() }
      const newer = verifyRoster(p, roster, judgement)
      const isNamed = findDevice(p, newsroomId, newer, brunosId!) !== undefined
      const { number } = newer
      return isNamed && number > trustedRoster().number ? { kind: 'roster', number } : passedOver
    }
    if (parcel === undefined) return passedOver
    const read = parseParcel(parcel)
    const isForBruno = sameId(read.recipient, brunosId!)
    if (!isForBruno || !isParcelSigned(p, newsroomId, read, ids.ada)) return passedOver
    const content = openParcel(p, newsroomId, read, fromHex(prekeySeed))
    const all = [...(content?.held ?? []), ...(content?.secrets ?? [])]
    if (content === undefined || all.some(({ kind }) => kind !== 'group-key')) return passedOver
    return { kind: 'parcel', held: content.held.length, secrets: content.secrets.length }
  } catch (error) {
    if (error instanceof ProtocolError) return passedOver
    throw error
  }
}

function outcomeOf(one: VectorCase): string {
  try {
    return judges[one.structure]!(one, bytesOf(one.bytes ?? { hex: '' }))
  } catch (error) {
    if (error instanceof ProtocolError) return error.code
    throw error
  }
}

const made = vectorCases(fromHex(prekeySeed))

describe('the cases of version 1', () => {
  test('are those of test-vectors/cronista-1-cases.json', async () => {
    if (env['CRONISTA_WRITE_VECTORS'] !== undefined)
      await writeFile(file, `${JSON.stringify({ cases: made }, undefined, 1)}\n`)
    expect({ cases: made }).toEqual(JSON.parse(await readFile(file, 'utf8')))
  })

  test.each(made.map((one) => [one.structure, one.name, one.outcome, one] as const))(
    '%s, %s: %s',
    (_structure, _name, outcome, one) => {
      expect(outcomeOf(one)).toBe(outcome)
    },
  )
})
