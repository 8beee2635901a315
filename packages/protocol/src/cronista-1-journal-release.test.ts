// Makes batches, cards, welcomes and releases again from fixed inputs and compares with
// test-vectors/cronista-1-journal-release.json; what must be refused stands there with its code. Run
// once with CRONISTA_WRITE_VECTORS=1 to write the file for a new structure.
import { readFile, writeFile } from 'node:fs/promises'
import { env } from 'node:process'
import { describe, expect, test } from 'vitest'
import { admissionWords, encodeCard, readCard } from './admission-card.ts'
import { batchRoom, openBatch, parseBatch, sealBatch } from './batch.ts'
import { asNewsroomId, asPersonId, deviceIdOf } from './context.ts'
import { ProtocolError } from './errors.ts'
import { entryHash, sealEntry } from './journal-entry.ts'
import { cutItems, encodeItem, itemIdOf, joinPieces } from './journal-item.ts'
import { portablePrimitives as p } from './portable.ts'
import {
  adasDevice,
  adasDeviceSeed,
  brunosDevice,
  brunosDeviceSeed,
  certifiedDevice,
  newsroomId,
  NOON_MILLIS,
  rootSeed,
  rosterBody,
  seededRandom,
  signedRoster,
} from './protocol.fixture.ts'
import { fileOf, releaseBody, signedRelease } from './release.fixture.ts'
import { verifyRelease } from './release-trust.ts'
import { encodeReleaseBody, parseRelease } from './release.ts'
import { fromHex, toHex, utf8 } from './text.ts'
import { openWelcome, sealWelcome } from './welcome.ts'

const file = new URL('../../../test-vectors/cronista-1-journal-release.json', import.meta.url)
const random = seededRandom('cronista-1 journal and release')
const adasId = deviceIdOf(p, newsroomId, p.ed25519PublicKey(adasDeviceSeed))

function itemVector() {
  const [bodyKeyId, bodyKey, salt, subject] = [random(16), random(32), random(32), random(16)]
  const entry = sealEntry(p, newsroomId, adasDeviceSeed, {
    sequence: 1,
    previousHash: new Uint8Array(32),
    heads: [],
    bodyKeyId,
    bodyKey,
    salt,
    event: utf8('{"v":1,"type":"example"}'),
  })
  const item = encodeItem({ kind: 'with-key', bodyKey, subject, entry })
  const vector = {
    bodyKey: toHex(bodyKey),
    subject: toHex(subject),
    entry: toHex(entry),
    item: toHex(item),
    itemId: toHex(itemIdOf(p, item)),
    withoutKey: toHex(encodeItem({ kind: 'key-destroyed', entry })),
  }
  return { item, entry, vector }
}

function batchVector({ item, entry }: ReturnType<typeof itemVector>) {
  const [groupKey, salt] = [random(32), random(32)]
  const head = { deviceId: adasId, sequence: 1, hash: entryHash(p, newsroomId, entry) }
  const { pieces } = cutItems(p, [{ item, offset: 0 }], batchRoom(1))
  const content = { timeMillis: NOON_MILLIS, heads: [head], pieces }
  const batch = sealBatch(p, newsroomId, adasDeviceSeed, groupKey, {
    groupEpoch: 1,
    number: 1,
    salt,
    ...content,
  })
  expect(openBatch(p, newsroomId, parseBatch(batch), groupKey)).toEqual(content)
  expect(joinPieces(p, pieces)).toEqual(item)
  return {
    groupEpoch: 1,
    groupKey: toHex(groupKey),
    number: 1,
    salt: toHex(salt),
    timeMillis: NOON_MILLIS,
    heads: [{ deviceId: toHex(head.deviceId), sequence: 1, hash: toHex(head.hash) }],
    batch: toHex(batch),
  }
}

function admissionVector() {
  const [prekeySeed, personId, name] = [random(32), random(16), 'Bruno Añil']
  const prekeyPublicKey = p.xwingPublicKey(prekeySeed)
  const card = encodeCard(p, newsroomId, brunosDeviceSeed, {
    personId: asPersonId(personId),
    prekeyPublicKey,
    name,
  })
  expect(readCard(p, newsroomId, card).name).toBe(name)
  const [groupKey, randomness] = [random(32), random(64)]
  const roster = signedRoster(rosterBody)
  const given = { card, groupEpoch: 1, groupKey, roster, randomness }
  const welcome = sealWelcome(p, newsroomId, adasDeviceSeed, given)
  const judgement = { prekeySeed, card, nowMillis: NOON_MILLIS }
  expect(openWelcome(p, newsroomId, welcome, judgement)?.groupKey).toEqual(groupKey)
  return {
    deviceSeed: toHex(brunosDeviceSeed),
    prekeySeed: toHex(prekeySeed),
    personId: toHex(personId),
    name,
    card: toHex(card),
    es: admissionWords(p, newsroomId, card, 'es').join(' '),
    en: admissionWords(p, newsroomId, card, 'en').join(' '),
    groupEpoch: 1,
    groupKey: toHex(groupKey),
    roster: toHex(roster),
    randomness: toHex(randomness),
    nowMillis: NOON_MILLIS,
    welcome: toHex(welcome),
  }
}

function releaseVector() {
  const release = parseRelease(signedRelease(releaseBody))
  const trusted = verifyRelease(p, signedRelease(releaseBody), { newsroomId })
  return {
    rootSeed: toHex(rootSeed),
    deviceSeeds: [adasDeviceSeed, brunosDeviceSeed].map(toHex),
    number: release.number,
    previousHead: toHex(release.previousHead),
    issuedAtMillis: release.issuedAtMillis,
    rosterHead: toHex(release.rosterHead),
    files: release.files.map(({ path, size, sha256 }) => ({ path, size, sha256: toHex(sha256) })),
    pairs: release.pairs,
    head: toHex(trusted.head),
    release: toHex(signedRelease(releaseBody)),
  }
}

function refusedReleases() {
  const [adas, brunos] = [
    [adasDeviceSeed, adasDevice],
    [brunosDeviceSeed, brunosDevice],
  ] as const
  const sameName = certifiedDevice(brunosDeviceSeed, adasDevice.personId)
  const ended = certifiedDevice(brunosDeviceSeed, brunosDevice.personId, NOON_MILLIS - 1)
  const alone = { ...releaseBody, files: [...releaseBody.files, fileOf('/es/sola/', 'sola')] }
  const foreign = { ...releaseBody, rootPublicKey: p.ed25519PublicKey(adasDeviceSeed) }
  const refused = {
    'release-malformed': encodeReleaseBody(releaseBody),
    'release-foreign': signedRelease(foreign),
    'release-uncertified': signedRelease(releaseBody, [adas, [brunosDeviceSeed, ended]]),
    'release-unsigned': signedRelease(releaseBody, []),
    'release-half-signed': signedRelease(releaseBody, [adas, [brunosDeviceSeed, sameName]]),
    'release-one-language': signedRelease(alone, [adas, brunos]),
  }
  return Object.entries(refused).map(([code, bytes]) => ({ code, release: toHex(bytes) }))
}

function everyStructure() {
  const item = itemVector()
  return {
    newsroomId: toHex(newsroomId),
    item: item.vector,
    batch: batchVector(item),
    admission: admissionVector(),
    release: releaseVector(),
    refusedReleases: refusedReleases(),
  }
}

describe('batches, admission and releases of version 1', () => {
  test('give the bytes of test-vectors/cronista-1-journal-release.json', async () => {
    const made = everyStructure()
    if (env['CRONISTA_WRITE_VECTORS'] !== undefined)
      await writeFile(file, `${JSON.stringify(made, undefined, 2)}\n`)
    const frozen: typeof made = JSON.parse(await readFile(file, 'utf8'))
    expect(made).toEqual(frozen)
    const pinned = asNewsroomId(fromHex(frozen.newsroomId))
    for (const { code, release } of frozen.refusedReleases)
      expect(() => verifyRelease(p, fromHex(release), { newsroomId: pinned })).toThrow(
        new ProtocolError(code as ProtocolError['code']),
      )
  })
})
