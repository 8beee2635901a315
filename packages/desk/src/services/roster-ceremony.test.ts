import {
  asDeviceId,
  encodeRoster,
  encodeRosterBody,
  newsroomIdOf,
  parseRoster,
  verifyRoster,
  type DeviceId,
  type RosterBody,
} from '@cronista/protocol'
import { rostersOf } from '@cronista/newsroom'
import { describe, expect, test } from 'vitest'
import { openMemoryDeskStore } from '../adapters/memory/memory-desk-store.ts'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { NOON_MILLIS, seededRandom, vaultOf } from '../desk.fixture.ts'
import { renewalFault } from '../domain/roster-policy.ts'
import { certifyCards } from '../founding.ts'
import { ownCard } from './admission.ts'
import { deskKeysOf } from './desk-keys.ts'
import { readCertificates } from './device-certificates.ts'
import { EpochSeeds } from './epoch-seeds.ts'
import { GroupKeys } from './group-keys.ts'
import { Journal } from './journal.ts'
import { KnownDevices } from './known-devices.ts'
import {
  draftRoster,
  keptRoster,
  keptRosterBytes,
  readDraft,
  signRoster,
  takeRoster,
  type CeremonyDesk,
} from './roster-ceremony.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const UNTIL = NOON_MILLIS + 365 * DAY
const origins = ['https://cenzontle.example']

const rootSeed = seededRandom('root')(32)
const newsroomId = newsroomIdOf(p, p.ed25519PublicKey(rootSeed))

/** A person's desk, as `createDeskVault` leaves it. */
function desk(name: string, person = name): CeremonyDesk {
  const { personId } = vaultOf(person)
  const keys = deskKeysOf(p, seededRandom(`${name} works`), {
    ...vaultOf(name),
    personId,
    newsroomId,
  })
  const store = openMemoryDeskStore()
  store.change((stores) => Journal.found(keys, stores))
  return { keys, store }
}

function certificatesOf(...desks: readonly CeremonyDesk[]) {
  const cards = desks.map(({ keys }) => ownCard(keys, 'Somebody'))
  return readCertificates(p, newsroomId, certifyCards(rootSeed, cards, UNTIL))
}

/** Ada's and Bruno's desks after their first ceremony. */
function founded() {
  const [ada, bruno] = [desk('Ada'), desk('Bruno')]
  const draft = draftRoster(ada, { certificates: certificatesOf(ada, bruno), origins }, NOON_MILLIS)
  const half = signRoster(bruno, draft, NOON_MILLIS)
  const whole = signRoster(ada, half.bytes, NOON_MILLIS)
  for (const one of [ada, bruno]) takeRoster(one, whole.bytes, NOON_MILLIS)
  return { ada, bruno, draft, half, whole }
}

/** Makes a desk a member, as a welcome does. */
function admit({ keys, store }: CeremonyDesk) {
  const groupKeys = new GroupKeys(keys, store)
  store.change((stores) => groupKeys.accept(stores, { epoch: 1, key: new Uint8Array(32).fill(1) }))
}

function refusalOf(work: () => unknown): string {
  try {
    work()
    return 'none'
  } catch (error) {
    return (error as Error).message.replace('roster-change-refused: ', '')
  }
}

/** The draft with something else in its body. */
function altered(draft: Uint8Array, change: Partial<RosterBody>): Uint8Array {
  return encodeRoster(encodeRosterBody({ ...parseRoster(draft), ...change }), [])
}

describe('the first roster', () => {
  test('is drafted by one, signed by both, and stands by itself', () => {
    const { ada, bruno, half, whole } = founded()
    expect([half.isWhole, whole.isWhole]).toEqual([false, true])
    const trusted = verifyRoster(p, whole.bytes, { newsroomId, nowMillis: NOON_MILLIS })
    expect(trusted).toMatchObject({ number: 1, origins })
    expect(trusted.devices).toHaveLength(2)
    expect(trusted.expiresAtMillis - NOON_MILLIS).toBeLessThanOrEqual(72 * HOUR)
    for (const one of [ada, bruno]) expect(keptRoster(one)?.head).toEqual(trusted.head)
    // Who drafted it holds the days' keys and the group's; the other waits for a welcome.
    const groupKeyOf = ({ keys, store }: CeremonyDesk) => new GroupKeys(keys, store).current
    expect(EpochSeeds.open(ada.keys, ada.store, NOON_MILLIS).holdsAll(trusted.epochs)).toBe(true)
    expect([groupKeyOf(ada)?.epoch, groupKeyOf(bruno)]).toEqual([1, undefined])
    takeRoster(ada, whole.bytes, NOON_MILLIS)
    expect(groupKeyOf(ada)?.epoch).toBe(1)
  })

  test('is shown before it is signed', () => {
    const { ada, bruno, draft } = founded()
    const other = desk('Carla')
    const change = readDraft(desk('Bruno'), draft, NOON_MILLIS)
    expect(change).toMatchObject({ number: 1, origins, originsRemoved: [], exchangedDays: [] })
    expect(change.devices.map((one) => [one.change, one.publicKey])).toEqual(
      [ada, bruno].map(({ keys }) => ['added', keys.devicePublicKey]),
    )
    expect(change.newDays).toHaveLength(3)
    expect(refusalOf(() => readDraft(other, draft, NOON_MILLIS))).toBe('own-device-missing')
  })

  test('is not made of one person’s devices, without certificates or without a site', () => {
    const [ada, bruno, adas2] = [desk('Ada'), desk('Bruno'), desk('Ada, travelling', 'Ada')]
    const draft = (wishes: Parameters<typeof draftRoster>[1]) =>
      refusalOf(() => draftRoster(ada, wishes, NOON_MILLIS))
    const both = certificatesOf(ada, bruno)
    expect(draft({ certificates: certificatesOf(ada, adas2), origins })).toBe('one-person')
    expect(draft({ certificates: certificatesOf(bruno, adas2), origins })).toBe(
      'own-device-missing',
    )
    expect(draft({ origins })).toBe('certificates-missing')
    expect(draft({ certificates: both })).toBe('origins-missing')
    const stranger = asDeviceId(new Uint8Array(16))
    expect(draft({ certificates: both, origins, without: [stranger] })).toBe('device-unknown')
    expect(draft({ certificates: both, origins })).toBe('none')
  })

  test('is not whole while one person alone signed it, with however many devices', () => {
    const [ada, bruno, adas2] = [desk('Ada'), desk('Bruno'), desk('Ada, travelling', 'Ada')]
    const certificates = certificatesOf(ada, bruno, adas2)
    const draft = draftRoster(ada, { certificates, origins }, NOON_MILLIS)
    const once = signRoster(adas2, draft, NOON_MILLIS)
    const twice = signRoster(ada, once.bytes, NOON_MILLIS)
    expect([once.isWhole, twice.isWhole]).toEqual([false, false])
    expect(refusalOf(() => takeRoster(bruno, twice.bytes, NOON_MILLIS))).toBe('roster-half-signed')
    expect(keptRoster(bruno)).toBeUndefined()
    expect(signRoster(bruno, twice.bytes, NOON_MILLIS).isWhole).toBe(true)
  })

  test.each<[string, Partial<RosterBody>, string]>([
    ['that is not the first', { number: 2 }, 'does-not-follow'],
    ['that follows another', { previousHead: new Uint8Array(32).fill(1) }, 'does-not-follow'],
    ['that lasts too long', { expiresAtMillis: NOON_MILLIS + 80 * HOUR }, 'lasts-too-long'],
    [
      'of yesterday',
      { issuedAtMillis: NOON_MILLIS - DAY, expiresAtMillis: NOON_MILLIS - HOUR },
      'not-now',
    ],
    [
      'of another root',
      { rootPublicKey: p.ed25519PublicKey(new Uint8Array(32)) },
      'roster-foreign',
    ],
  ])('%s is refused, and nothing is signed', (_what, change, reason) => {
    const [ada, bruno] = [desk('Ada'), desk('Bruno')]
    const certificates = certificatesOf(ada, bruno)
    const bad = altered(draftRoster(ada, { certificates, origins }, NOON_MILLIS), change)
    expect(refusalOf(() => readDraft(bruno, bad, NOON_MILLIS))).toBe(reason)
    expect(refusalOf(() => signRoster(bruno, bad, NOON_MILLIS))).toBe(reason)
  })

  test('with a device that the root did not certify is refused', () => {
    const [ada, bruno, mallory] = [desk('Ada'), desk('Bruno'), desk('Mallory')]
    const certificates = certificatesOf(ada, bruno)
    const [first] = certificates.devices
    const forged = { ...first!, publicKey: mallory.keys.devicePublicKey }
    const bad = altered(draftRoster(ada, { certificates, origins }, NOON_MILLIS), {
      devices: [...certificates.devices, forged],
    })
    expect(refusalOf(() => signRoster(bruno, bad, NOON_MILLIS))).toBe('roster-uncertified')
  })

  test('is signed once: another of its number is refused until it has run out', () => {
    const { ada, bruno, half } = founded()
    const again = desk('Ada')
    const wishes = { certificates: certificatesOf(ada, bruno), origins: ['https://other.example'] }
    const other = draftRoster(again, wishes, NOON_MILLIS)
    const fresh = { keys: bruno.keys, store: openMemoryDeskStore() }
    expect(refusalOf(() => signRoster(fresh, other, NOON_MILLIS))).toBe('none')
    expect(refusalOf(() => signRoster(fresh, half.bytes, NOON_MILLIS))).toBe('signed-another')
    expect(refusalOf(() => signRoster(fresh, other, NOON_MILLIS))).toBe('none')
  })
})

describe('a later roster', () => {
  const later = NOON_MILLIS + HOUR

  /** Drafted at Ada's, signed by Bruno, then by Ada. */
  function changed(
    { ada, bruno }: { ada: CeremonyDesk; bruno: CeremonyDesk },
    wishes: Parameters<typeof draftRoster>[1],
  ): Uint8Array {
    const draft = draftRoster(ada, wishes, later)
    return signRoster(ada, signRoster(bruno, draft, later).bytes, later).bytes
  }

  test('names a third device, keeps the announced keys, and reaches the others through the journal', () => {
    const newsroom = founded()
    const { ada, bruno } = newsroom
    admit(bruno)
    const carla = desk('Carla')
    const before = keptRoster(ada)!
    const roster = changed(newsroom, { certificates: certificatesOf(carla) })
    for (const one of [ada, bruno, carla]) takeRoster(one, roster, later)
    const taken = keptRoster(carla)!
    expect([taken.number, taken.devices.length]).toEqual([2, 3])
    expect(taken.epochs).toEqual(before.epochs)
    for (const { keys, store } of [ada, bruno]) {
      const [told] = rostersOf(Journal.open(keys, store, KnownDevices.open(keys, store)).state)
      expect(told?.drafted?.draftedAtMillis).toBe(later)
      expect(told?.signatures.size).toBe(1)
    }
  })

  test('is nothing that desks sign by themselves', () => {
    const newsroom = founded()
    const before = keptRoster(newsroom.bruno)!
    const more = draftRoster(newsroom.ada, { certificates: certificatesOf(desk('Carla')) }, later)
    expect(renewalFault(parseRoster(more), before, later)).toBe('devices-changed')
    const elsewhere = draftRoster(newsroom.ada, { origins: ['https://new.example'] }, later)
    expect(renewalFault(parseRoster(elsewhere), before, later)).toBe('origins-changed')
  })

  test('leaves a device out when two others agree, and cannot leave out the second person', () => {
    const newsroom = founded()
    const { ada, bruno } = newsroom
    const carla = desk('Carla')
    const three = changed(newsroom, { certificates: certificatesOf(carla) })
    for (const one of [ada, bruno, carla]) takeRoster(one, three, later)
    const without = (...gone: readonly DeviceId[]) => ({ without: gone })
    const two = changed({ ada, bruno: carla }, without(bruno.keys.deviceId))
    takeRoster(ada, two, later)
    expect(readDraft(carla, altered(two, {}), later).devices.map(({ change }) => change)).toEqual([
      ...['kept', 'kept', 'removed'],
    ])
    expect(keptRoster(ada)?.devices.map(({ publicKey }) => publicKey)).toEqual(
      [ada, carla].map(({ keys }) => keys.devicePublicKey),
    )
    expect(refusalOf(() => signRoster(bruno, altered(two, {}), later))).toBe('own-device-missing')
    expect(refusalOf(() => draftRoster(ada, without(carla.keys.deviceId), later))).toBe(
      'one-person',
    )
  })

  test('gives the second of two people a new device for a lost one', () => {
    const { ada, bruno, whole } = founded()
    const anew = desk('Bruno, again', 'Bruno')
    const wishes = { certificates: certificatesOf(anew), without: [bruno.keys.deviceId] }
    const draft = draftRoster(ada, wishes, later)
    expect(refusalOf(() => signRoster(anew, draft, later))).toBe('does-not-follow')
    expect(keptRosterBytes(ada)).toEqual(whole.bytes)
    takeRoster(anew, whole.bytes, later)
    const half = signRoster(anew, draft, later)
    expect(half.isWhole).toBe(false)
    const roster = signRoster(ada, half.bytes, later)
    expect(roster.isWhole).toBe(true)
    for (const one of [ada, anew]) expect(takeRoster(one, roster.bytes, later).number).toBe(2)
  })

  test('follows the roster in force, or is refused', () => {
    const newsroom = founded()
    const { ada, bruno } = newsroom
    const stale = draftRoster(ada, { certificates: certificatesOf(desk('Carla')) }, later)
    const next = changed(newsroom, { origins: [...origins, 'http://onion.example'] })
    takeRoster(bruno, next, later)
    expect(refusalOf(() => signRoster(bruno, stale, later))).toBe('does-not-follow')
    expect(refusalOf(() => takeRoster(bruno, newsroom.whole.bytes, later))).toBe('roster-older')
  })

  test('shows that days got other keys, which happens only when it is asked for', () => {
    const newsroom = founded()
    const { ada, bruno } = newsroom
    const kept = draftRoster(bruno, {}, later)
    expect(readDraft(ada, kept, later).exchangedDays).toEqual([])
    const exchanged = draftRoster(bruno, { hasNewDayKeys: true }, later)
    expect(readDraft(ada, exchanged, later).exchangedDays).toHaveLength(3)
    expect(renewalFault(parseRoster(exchanged), keptRoster(ada)!, later)).toBe('epoch-changed')
  })
})

describe('certificates', () => {
  test.each([
    ['cut short', (bytes: Uint8Array) => bytes.subarray(0, -1), 'roster-malformed'],
    ['altered', (bytes: Uint8Array) => bytes.with(40, bytes[40]! ^ 1), 'roster-uncertified'],
    ['for another root', (bytes: Uint8Array) => bytes.with(2, bytes[2]! ^ 1), 'roster-foreign'],
  ])('%s are refused', (_what, change, reason) => {
    const card = ownCard(desk('Ada').keys, 'Ada')
    const bytes = certifyCards(rootSeed, [card], UNTIL)
    expect(readCertificates(p, newsroomId, bytes).devices).toHaveLength(1)
    expect(refusalOf(() => readCertificates(p, newsroomId, change(bytes)))).toContain(reason)
  })
})
