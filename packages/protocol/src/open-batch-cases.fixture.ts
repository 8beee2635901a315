// An open batch (§8) with all that it is made of, and items and open batches to accept, to pass over and to
// refuse. The vector is drawn from the stream `cronista-1 open batch`, the cases from the same with `cases`.
import { batchRoom, OPEN_GROUP_EPOCH, openBatchKey, sealBatch } from './batch.ts'
import { asPersonId, deviceIdOf } from './context.ts'
import {
  cutItems,
  encodeParcelItem,
  encodePrekeyItem,
  encodeRosterItem,
  itemIdOf,
} from './journal-item.ts'
import { prekeyIdOf, sealParcel, secretIdOf, type ParcelContent } from './parcel.ts'
import { portablePrimitives as p } from './portable.ts'
import {
  adasDevice,
  adasDeviceSeed,
  brunosDevice,
  certifiedDevice,
  newsroomId,
  NOON_MILLIS,
  rosterBody,
  seededRandom,
  signedRoster,
  trustedRoster,
} from './protocol.fixture.ts'
import { fromHex, toHex } from './text.ts'
import { changed, whole, type CaseBytes, type Place, type Rows } from './vector-case.fixture.ts'

const OPEN = 'cronista-1-open-batch.json'
const JOURNAL = 'cronista-1-journal-release.json'
const [adasId, brunosId] = [adasDevice, brunosDevice].map(({ publicKey }) =>
  deviceIdOf(p, newsroomId, publicKey),
) as [ReturnType<typeof deviceIdOf>, ReturnType<typeof deviceIdOf>]
const following = { ...rosterBody, number: 2, previousHead: trustedRoster().head }
const random = seededRandom('cronista-1 open batch cases')

function parcelItem(content: ParcelContent, prekeySeed: Uint8Array, randomness: Uint8Array) {
  const prekeyPublicKey = p.xwingPublicKey(prekeySeed)
  const to = { recipient: brunosId, prekeyPublicKey }
  return encodeParcelItem(sealParcel(p, newsroomId, adasDeviceSeed, { ...to, content, randomness }))
}

function batchOf(
  items: readonly Uint8Array[],
  salt: Uint8Array,
  key = openBatchKey(p, newsroomId),
): Uint8Array {
  const outgoing = items.map((item) => ({ item, offset: 0 }))
  return sealBatch(p, newsroomId, adasDeviceSeed, key, {
    ...{ groupEpoch: OPEN_GROUP_EPOCH, number: 3, salt, timeMillis: NOON_MILLIS, heads: [] },
    pieces: cutItems(p, outgoing, batchRoom(0)).pieces,
  })
}

/** The content of test-vectors/cronista-1-open-batch.json. Ada's device says its newest prekey, the roster in
 *  force, and gives Bruno's its group key, under the prekey of this seed (32 bytes). */
export function openBatchVector(brunosPrekeySeed: Uint8Array) {
  const draw = seededRandom('cronista-1 open batch')
  const [seed, groupKey, randomness, salt] = [draw(32), draw(32), draw(64), draw(32)]
  const prekey = p.xwingPublicKey(seed)
  const [number, announcedAtMillis] = [4, NOON_MILLIS]
  const prekeyItem = encodePrekeyItem({ deviceId: adasId, number, announcedAtMillis, prekey })
  const roster = signedRoster(following)
  const secret = { kind: 'group-key', epoch: 2, key: groupKey } as const
  const secretId = secretIdOf(p, newsroomId, secret)
  const content: ParcelContent = {
    held: [{ kind: 'group-key', ids: [secretId] }],
    secrets: [secret],
  }
  const parcel = parcelItem(content, brunosPrekeySeed, randomness)
  const items = [parcel, prekeyItem, encodeRosterItem(roster)]
  return {
    sender: toHex(adasId),
    reader: toHex(brunosId),
    prekey: {
      seed: toHex(seed),
      prekeyId: toHex(prekeyIdOf(p, newsroomId, prekey)),
      ...{ number, announcedAtMillis, item: toHex(prekeyItem) },
    },
    roster: { number: following.number, item: toHex(encodeRosterItem(roster)) },
    parcel: {
      randomness: toHex(randomness),
      ...{ groupEpoch: 2, groupKey: toHex(groupKey), secretId: toHex(secretId) },
      item: toHex(parcel),
    },
    itemIds: items.map((item) => toHex(itemIdOf(p, item))),
    key: toHex(openBatchKey(p, newsroomId)),
    ...{ number: 3, salt: toHex(salt), timeMillis: NOON_MILLIS },
    batch: toHex(batchOf(items, salt)),
  }
}

/** Items that came in an open batch of Ada's device, as Bruno's reads them. */
export function openItemRows(brunosPrekeySeed: Uint8Array): Rows {
  const [prekey, roster, parcel] = ['prekey', 'roster', 'parcel'].map((name): Place => [
    OPEN,
    name,
    'item',
  ]) as [Place, Place, Place]
  const rosterItem = (...signed: Parameters<typeof signedRoster>): CaseBytes =>
    whole(encodeRosterItem(signedRoster(...signed)))
  const carlasSeed = random(32)
  const carla = certifiedDevice(carlasSeed, asPersonId(random(16)))
  const seed = { kind: 'epoch-seed', number: 20_779, seed: random(32) } as const
  const holding = (content: ParcelContent) =>
    whole(parcelItem(content, brunosPrekeySeed, random(64)))
  return [
    ['a prekey', 'prekey', { of: prekey }, { number: 4, announcedAtMillis: NOON_MILLIS }],
    ['another device’s prekey', 'passed-over', changed(prekey, [1, '0000'])],
    ['a prekey, a byte too few', 'item-malformed', { of: prekey, keep: -1 }],
    ['a prekey, a byte too many', 'item-malformed', { of: prekey, append: '00' }],
    ['a prekey of no time', 'item-malformed', changed(prekey, [21, '0020000000000000'])],
    ['the roster that follows', 'roster', { of: roster }, { number: 2 }],
    [
      'a roster of a later number',
      'roster',
      rosterItem({ ...following, number: 5 }),
      { number: 5 },
    ],
    ['the roster that the reader has', 'passed-over', rosterItem(rosterBody)],
    ['a roster of another chain', 'passed-over', rosterItem({ ...rosterBody, number: 2 })],
    ['a roster of one person', 'passed-over', rosterItem(following, [adasDeviceSeed])],
    [
      'a roster without the reader',
      'passed-over',
      rosterItem({ ...following, devices: [adasDevice, carla] }, [adasDeviceSeed, carlasSeed]),
    ],
    ['a roster, a byte too many', 'passed-over', { of: roster, append: '00' }],
    ['a parcel of a group key and its list', 'parcel', { of: parcel }, { held: 1, secrets: 1 }],
    ['a parcel with an epoch’s seed', 'passed-over', holding({ held: [], secrets: [seed] })],
    [
      'a parcel with a list of seeds',
      'passed-over',
      holding({ held: [{ kind: 'epoch-seed', ids: [] }], secrets: [] }),
    ],
    ['a parcel to another device', 'passed-over', changed(parcel, [18, '0000'])],
    ['an altered parcel', 'passed-over', changed(parcel, [-1, 'ff'])],
    ['a parcel that breaks off', 'passed-over', { of: parcel, keep: 1_000 }],
    ['an entry with its key', 'passed-over', { of: [JOURNAL, 'item', 'item'] }],
    ['an entry without', 'passed-over', { of: [JOURNAL, 'item', 'withoutKey'] }],
    ['kind 0', 'passed-over', changed(prekey, [0, '00'])],
    ['kind 6', 'passed-over', changed(prekey, [0, '06'])],
  ]
}

/** Batches of Ada's device that say that they are open. */
export function openBatchRows(): Rows {
  const of: Place = [OPEN, 'batch']
  const passedOver = [
    encodeRosterItem(signedRoster(rosterBody)),
    encodePrekeyItem({
      ...{ deviceId: brunosId, number: 1, announcedAtMillis: NOON_MILLIS },
      prekey: p.xwingPublicKey(random(32)),
    }),
    fromHex('0600'),
  ]
  const nothing = { prekeys: 0, rosters: 0, parcels: 0 }
  return [
    ['as it is', 'accepted', { of }, { prekeys: 1, rosters: 1, parcels: 1 }],
    ['nothing that counts', 'accepted', whole(batchOf(passedOver, random(32))), nothing],
    ['a byte too few', 'batch-malformed', { of, keep: -1 }],
    ['a byte too many', 'batch-malformed', { of, append: '00' }],
    ['another version', 'batch-malformed', changed(of, [0, '02'])],
    ['number 0', 'batch-malformed', changed(of, [28, '00'])],
    ['an altered signature', 'unsigned', changed(of, [-1, 'ff'])],
    ['in another device’s name', 'unsigned', changed(of, [5, '0000'])],
    ['a bit of what everybody reads', 'unsigned', changed(of, [61, '0000'])],
    ['under a key that is not everybody’s', 'not-ours', whole(batchOf([], random(32), random(32)))],
  ]
}
