// A device is left out of the roster: with all that its disk ever held, and a relay that gives it every batch
// and hides nothing, it reads nothing that is written afterwards.
import {
  coverPlaintext,
  joinPieces,
  OPEN_GROUP_EPOCH,
  openBatch,
  openBatchKey,
  openParcel,
  parcelIn,
  parseBatch,
  parseParcel,
  sealBatch,
  toHex,
  type BatchContent,
  type ItemPiece,
} from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { openMemoryDeskStore } from '../adapters/memory/memory-desk-store.ts'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { Contributor, newsroomId, seededRandom } from '../desk.fixture.ts'
import { DAY_MILLIS } from '../domain/day.ts'
import { notePosition } from './collector-position.ts'
import { GroupKeys } from './group-keys.ts'
import { Journal } from './journal.ts'
import { draftRoster, signRoster, takeRoster } from './roster-ceremony.ts'
import { RunningDeskFixture, RunningNewsroom, schedule } from './running-desks.fixture.ts'

/** Batches go every two seconds: twenty of them. */
const WHILE = 40_000
const random = seededRandom('removed')
const kinds = ['body-key', 'epoch-seed', 'group-key', 'note', 'prekey', 'reply-key'] as const

/** Two people stop their desks and leave a device out. */
function leaveOut(newsroom: RunningNewsroom, gone: string, by: readonly [string, string]): void {
  const [drafter, signer] = by.map((name) => newsroom.desk(name)) as [
    RunningDeskFixture,
    RunningDeskFixture,
  ]
  const nowMillis = newsroom.clock.nowMillis()
  const ceremony = [drafter, signer].map((desk) => {
    desk.kill()
    return { keys: desk.keys, store: desk.disk }
  })
  const [one, other] = [ceremony[0]!, ceremony[1]!]
  const without = [newsroom.desk(gone).keys.deviceId]
  const draft = draftRoster(one, { without }, nowMillis)
  const whole = signRoster(one, signRoster(other, draft, nowMillis).bytes, nowMillis)
  for (const desk of ceremony) takeRoster(desk, whole.bytes, nowMillis)
  for (const desk of [drafter, signer]) desk.start()
}

function write(desk: RunningDeskFixture, name: string): void {
  desk.session.work.names.addPenName({
    name: name as never,
    requestId: `${desk.name} writes ${name}`,
  })
}

function read(desk: RunningDeskFixture): readonly string[] {
  return desk.session.work.names.penNames().penNames.map(({ name }) => name)
}

/** All that a thief has who opened a vault and its disk: keys for anything, and those that open parcels. */
interface Stolen {
  readonly all: readonly Uint8Array[]
  readonly prekeys: readonly Uint8Array[]
}

/** Every run of 32 bytes in every secret on a disk, whatever it is for, and the vault's own. */
function stolenFrom({ keys, disk }: RunningDeskFixture): Stolen {
  const own = [keys.deviceSeed, keys.prekeySeed]
  const found = new Map(own.map((key) => [toHex(key), key]))
  for (const kind of kinds)
    for (const content of keys.secrets.list(disk.secrets, kind))
      for (const from of [0, 4, 8, 16, content.length - 32]) {
        const key = content.slice(from, from + 32)
        if (from >= 0 && key.length === 32) found.set(toHex(key), key)
      }
  const weekly = keys.secrets.list(disk.secrets, 'prekey').map((content) => content.slice(8))
  return { all: [...found.values()], prekeys: [keys.prekeySeed, ...weekly] }
}

/** What whoever holds these keys reads of a batch of the relay's. */
function openedWith(keys: readonly Uint8Array[], bytes: Uint8Array): BatchContent | undefined {
  const batch = parseBatch(bytes)
  for (const key of keys) {
    const content = openBatch(p, newsroomId, batch, key)
    if (content !== undefined) return content
  }
  return undefined
}

/** The batches that a desk handed in after a place. */
function batchesOf(newsroom: RunningNewsroom, { keys }: RunningDeskFixture, afterPlace: number) {
  const device = toHex(keys.deviceId)
  return newsroom.relay.journal
    .all()
    .filter(({ place, deviceId }) => place > afterPlace && deviceId === device)
    .map(({ bytes }) => bytes)
}

function lastPlace(newsroom: RunningNewsroom): number {
  return newsroom.relay.journal.all().at(-1)?.place ?? 0
}

/** All that stands in open batches, as items by their kinds. */
function openItems(batches: readonly Uint8Array[]): readonly Uint8Array[] {
  const pieces = new Map<string, ItemPiece[]>()
  for (const bytes of batches) {
    const content = openedWith([openBatchKey(p, newsroomId)], bytes)
    expect(content?.heads ?? []).toEqual([])
    for (const piece of content?.pieces ?? []) {
      const name = toHex(piece.itemId)
      pieces.set(name, [...(pieces.get(name) ?? []), piece])
    }
  }
  return [...pieces.values()].flatMap((own) => joinPieces(p, own) ?? [])
}

/** Nothing but open batches may be read with these keys, and nothing but what is public stands in those. */
function expectUnreadable(batches: readonly Uint8Array[], stolen: Stolen): void {
  expect(batches.length).toBeGreaterThan(0)
  for (const bytes of batches) expect(openedWith(stolen.all, bytes)).toBeUndefined()
  for (const item of openItems(batches)) {
    expect([3, 4, 5]).toContain(item[0])
    const parcel = parcelIn(item)
    if (parcel === undefined) continue
    for (const seed of stolen.prekeys)
      expect(openParcel(p, newsroomId, parseParcel(parcel), seed)).toBeUndefined()
  }
}

/** A device signs a batch of an epoch that no roster has come to. */
async function claimFutureEpoch(newsroom: RunningNewsroom, by: RunningDeskFixture) {
  const number = batchesOf(newsroom, by, 0).length + 1
  const batch = sealBatch(p, newsroomId, by.keys.deviceSeed, random(32), {
    ...{ groupEpoch: 2 ** 32 - 1, number, salt: random(32) },
    ...{ timeMillis: newsroom.clock.nowMillis(), heads: [], pieces: [] },
  })
  await newsroom.relay.putBatch(number, batch)
}

/** Everybody at work for a while. */
async function atWork(...names: readonly string[]) {
  const newsroom = new RunningNewsroom(names)
  newsroom.start()
  write(newsroom.desk('Ada'), 'Antes')
  await newsroom.clock.advance(WHILE)
  for (const desk of newsroom.desks) expect(read(desk)).toEqual(['Antes'])
  return newsroom
}

describe('a device that was left out', () => {
  test('reads nothing that the others write afterwards, who read each other', async () => {
    const newsroom = await atWork('Ada', 'Bruno', 'Carla', 'Dario')
    const [ada, bruno, carla, dario] = ['Ada', 'Bruno', 'Carla', 'Dario'].map((name) =>
      newsroom.desk(name),
    ) as [RunningDeskFixture, RunningDeskFixture, RunningDeskFixture, RunningDeskFixture]
    const before = lastPlace(newsroom)
    leaveOut(newsroom, 'Carla', ['Ada', 'Bruno'])
    write(ada, 'Después')
    await newsroom.clock.advance(WHILE)
    expect(dario.session.work.roster.trusted.number).toBe(2)
    const known = lastPlace(newsroom)
    write(dario, 'Tarde')
    await newsroom.clock.advance(WHILE)
    for (const desk of [ada, bruno, dario])
      expect(read(desk)).toEqual(['Antes', 'Después', 'Tarde'])
    expect(read(carla)).toEqual(['Antes'])
    const stolen = stolenFrom(carla)
    const group = new GroupKeys(carla.keys, carla.disk).current!
    expect(stolen.all.map(toHex)).toContain(toHex(group.key))
    expect(stolen.prekeys.length).toBeGreaterThan(1)
    const early = batchesOf(newsroom, ada, 0)[0]!
    expect(openedWith(stolen.all, early)?.heads.length).toBeGreaterThan(0)
    for (const [desk, from] of [
      [ada, before],
      [bruno, before],
      [dario, known],
    ] as const)
      expectUnreadable(batchesOf(newsroom, desk, from), stolen)
  })

  test('is no longer heard, whatever it hands in', async () => {
    const newsroom = await atWork('Ada', 'Bruno', 'Carla')
    const [ada, bruno, carla] = [
      newsroom.desk('Ada'),
      newsroom.desk('Bruno'),
      newsroom.desk('Carla'),
    ]
    leaveOut(newsroom, 'Carla', ['Ada', 'Bruno'])
    write(carla, 'Falso')
    await newsroom.clock.advance(WHILE)
    carla.kill()
    await claimFutureEpoch(newsroom, carla)
    write(ada, 'Después')
    await newsroom.clock.advance(WHILE)
    for (const desk of [ada, bruno]) expect(read(desk)).toEqual(['Antes', 'Después'])
  })

  test('and a second one: those who held the keys of the first change read no further either', async () => {
    const newsroom = await atWork('Ada', 'Bruno', 'Carla', 'Dario')
    const [ada, bruno, dario] = ['Ada', 'Bruno', 'Dario'].map((name) => newsroom.desk(name)) as [
      RunningDeskFixture,
      RunningDeskFixture,
      RunningDeskFixture,
    ]
    leaveOut(newsroom, 'Carla', ['Ada', 'Bruno'])
    await newsroom.clock.advance(WHILE)
    write(ada, 'Después')
    await newsroom.clock.advance(WHILE)
    expect(read(dario)).toEqual(['Antes', 'Después'])
    const before = lastPlace(newsroom)
    leaveOut(newsroom, 'Dario', ['Ada', 'Bruno'])
    write(ada, 'Más tarde')
    await newsroom.clock.advance(WHILE)
    expect(read(bruno)).toEqual(['Antes', 'Después', 'Más tarde'])
    expect(read(dario)).toEqual(['Antes', 'Después'])
    for (const desk of [ada, bruno])
      expectUnreadable(batchesOf(newsroom, desk, before), stolenFrom(dario))
  })
})

test('a member that claims a roster which nobody has silences the others, who are told, until it is left out', async () => {
  const newsroom = await atWork('Ada', 'Bruno', 'Carla')
  const [ada, bruno] = [newsroom.desk('Ada'), newsroom.desk('Bruno')]
  newsroom.desk('Carla').kill()
  await claimFutureEpoch(newsroom, newsroom.desk('Carla'))
  await newsroom.clock.advance(schedule.batchIntervalMillis)
  write(ada, 'Después')
  await newsroom.clock.advance(WHILE)
  expect(read(bruno)).toEqual(['Antes'])
  for (const desk of [ada, bruno])
    expect(desk.session.work.sync.warnings()).toContain('journal-withheld')
  leaveOut(newsroom, 'Carla', ['Ada', 'Bruno'])
  await newsroom.clock.advance(WHILE)
  expect(read(bruno)).toEqual(['Antes', 'Después'])
  for (const desk of [ada, bruno]) expect(desk.session.work.sync.warnings()).toEqual([])
})

describe('a member that was away meanwhile', () => {
  test.each([
    ['for a while', 0],
    ['for weeks, so that nothing can be sealed to it any more', 20 * DAY_MILLIS],
  ])('%s, says nothing that the removed device reads, and catches up', async (_, awayMillis) => {
    const newsroom = await atWork('Ada', 'Bruno', 'Carla', 'Dario')
    const [ada, bruno, carla, dario] = ['Ada', 'Bruno', 'Carla', 'Dario'].map((name) =>
      newsroom.desk(name),
    ) as [RunningDeskFixture, RunningDeskFixture, RunningDeskFixture, RunningDeskFixture]
    write(dario, 'Sin enviar')
    dario.kill()
    leaveOut(newsroom, 'Carla', ['Ada', 'Bruno'])
    write(ada, 'Después')
    await newsroom.clock.advance(WHILE)
    if (awayMillis > 0) {
      for (const desk of [ada, bruno, carla]) desk.kill()
      await newsroom.clock.sleep(awayMillis)
      for (const desk of [ada, bruno]) desk.start()
      await newsroom.clock.advance(WHILE)
    }
    const before = lastPlace(newsroom)
    // What would tell it at once is withheld: it has to see for itself that something has changed.
    for (const { place, bytes } of newsroom.relay.journal.all())
      if (parseBatch(bytes).groupEpoch === OPEN_GROUP_EPOCH) newsroom.relay.journal.withhold(place)
    dario.start()
    expect(dario.session.work.roster.trusted.number).toBe(1)
    await newsroom.clock.advance(WHILE)
    for (const desk of [ada, bruno, dario])
      expect(read(desk)).toEqual(['Antes', 'Después', 'Sin enviar'])
    expectUnreadable(batchesOf(newsroom, dario, before), stolenFrom(carla))
  })
})

describe('open batches', () => {
  /** What everybody sees of the batches while a member sleeps that lacks the others' keys. */
  async function seenWhile(isWritten: boolean) {
    const newsroom = await atWork('Ada', 'Bruno', 'Carla', 'Dario')
    newsroom.desk('Dario').kill()
    newsroom.desk('Carla').kill()
    leaveOut(newsroom, 'Carla', ['Ada', 'Bruno'])
    const [mar, sol] = [new Contributor('Mar'), new Contributor('Sol')]
    for (const who of [mar, sol]) {
      newsroom.send(...(isWritten ? who.parts('Hola.') : [coverPlaintext()]))
      await newsroom.clock.advance(WHILE)
    }
    const batches = newsroom.relay.journal.all()
    const letters = newsroom.desk('Bruno').session.work.conversations.list().length
    const prekeys = newsroom.desks.flatMap((desk) => stolenFrom(desk).prekeys)
    const inside = openItems(batches.map(({ bytes }) => bytes)).flatMap((item) => {
      const parcel = parcelIn(item)
      if (parcel === undefined) return []
      const opened = prekeys.map((seed) => openParcel(p, newsroomId, parseParcel(parcel), seed))
      return opened.flatMap((one) => [...(one?.held ?? []), ...(one?.secrets ?? [])])
    })
    return {
      letters,
      kinds: [...new Set(inside.map(({ kind }) => kind))],
      epochs: batches.map(({ deviceId, bytes }) => [deviceId, parseBatch(bytes).groupEpoch]),
      lengths: openItems(batches.map(({ bytes }) => bytes)).map((item) => [item[0], item.length]),
    }
  }

  test('hold no secret but group keys, and are the same in number, time and length whether or not anybody writes', async () => {
    const [nothing, letters] = [await seenWhile(false), await seenWhile(true)]
    expect([nothing.letters, letters.letters]).toEqual([0, 2])
    expect(nothing.lengths.filter(([kind]) => kind === 3).length).toBeGreaterThan(2)
    for (const { kinds: found } of [nothing, letters]) expect(found).toEqual(['group-key'])
    expect(letters.epochs).toEqual(nothing.epochs)
    expect(letters.lengths).toEqual(nothing.lengths)
  })
})

describe('a device that joins after another has left', () => {
  test('reads what the others write and is read, and the one that left reads neither', async () => {
    const newsroom = new RunningNewsroom(['Ada', 'Bruno', 'Carla', 'Elena'])
    for (const name of ['Ada', 'Bruno', 'Carla']) newsroom.desk(name).start()
    await newsroom.clock.advance(WHILE)
    const before = lastPlace(newsroom)
    leaveOut(newsroom, 'Carla', ['Ada', 'Bruno'])
    await newsroom.clock.advance(WHILE)
    const [ada, bruno, carla] = [
      newsroom.desk('Ada'),
      newsroom.desk('Bruno'),
      newsroom.desk('Carla'),
    ]
    const disk = openMemoryDeskStore()
    const elena = new RunningDeskFixture(newsroom, 'Elena', disk)
    disk.change((stores) => {
      Journal.found(elena.keys, stores)
      notePosition(elena.keys, stores)
    })
    elena.start()
    elena.session.accept(ada.session.admit(elena.session.admission.ownCard()))
    write(elena, 'Elena')
    write(bruno, 'Bruno')
    await newsroom.clock.advance(WHILE)
    for (const desk of [ada, bruno, elena]) expect(read(desk)).toEqual(['Bruno', 'Elena'])
    for (const desk of [ada, bruno, elena])
      expectUnreadable(batchesOf(newsroom, desk, before), stolenFrom(carla))
  })
})
