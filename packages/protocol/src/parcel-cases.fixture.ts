// Parcels (§13) to accept and to refuse: from Ada's device to Bruno's, under the prekey of `admission` in
// cronista-1-journal-release.json. All bytes are drawn from the stream `cronista-1 parcel cases`.
import { concatBytes, u16, u32, u64, u8 } from './bytes.ts'
import { context, deviceIdOf, sign } from './context.ts'
import { prepareInfo, seal } from './hpke.ts'
import { prekeyIdOf, sealParcel, secretIdOf, type ParcelContent } from './parcel.ts'
import { portablePrimitives as p } from './portable.ts'
import { adasDeviceSeed, brunosDevice, newsroomId, seededRandom } from './protocol.fixture.ts'
import { toHex } from './text.ts'
import { whole, type CaseBytes, type Rows } from './vector-case.fixture.ts'

const PADDED_TO = 1024

/** Cases of the structure `parcel`; `prekeySeed` is the recipient's, 32 bytes. */
export function parcelRows(prekeySeed: Uint8Array): Rows {
  const random = seededRandom('cronista-1 parcel cases')
  const prekeyPublicKey = p.xwingPublicKey(prekeySeed)
  const recipient = deviceIdOf(p, newsroomId, brunosDevice.publicKey)
  const secrets: ParcelContent['secrets'] = [
    { kind: 'epoch-seed', number: 20_779, seed: random(32) },
    { kind: 'group-key', epoch: 2, key: random(32) },
    { kind: 'reply-key', thread: random(16), week: 2_968, lastAtMillis: 9, key: random(32) },
  ]
  const ids = secrets.map((secret) => secretIdOf(p, newsroomId, secret))
  const held: ParcelContent['held'] = [
    { kind: 'epoch-seed', ids: ids.slice(0, 1) },
    { kind: 'reply-key', ids: ids.slice(2) },
  ]
  const parcel = (content: ParcelContent) =>
    sealParcel(p, newsroomId, adasDeviceSeed, {
      ...{ recipient, prekeyPublicKey, content, randomness: random(64) },
    })
  /** Content that {@link sealParcel} would not write, sealed and signed as it should be. */
  const holding = (...content: readonly Uint8Array[]): CaseBytes => {
    const sender = deviceIdOf(p, newsroomId, p.ed25519PublicKey(adasDeviceSeed))
    const header = concatBytes(u8(1), sender, recipient, prekeyIdOf(p, newsroomId, prekeyPublicKey))
    const info = prepareInfo(p, context('parcel', newsroomId))
    const plaintext = concatBytes(...content)
    const signed = concatBytes(
      header,
      seal(p, prekeyPublicKey, info, header, plaintext, random(64)),
    )
    return whole(
      concatBytes(signed, sign(p, newsroomId, adasDeviceSeed, 'parcel signature', signed)),
    )
  }
  const padded = (...content: readonly Uint8Array[]) => {
    const bytes = concatBytes(...content)
    return concatBytes(bytes, new Uint8Array(PADDED_TO - (bytes.length % PADDED_TO)))
  }
  const list = (kind: number) => concatBytes(u8(kind), u32(0))
  const groupKey = concatBytes(u8(2), u32(2), random(32))
  const replyKey = concatBytes(u8(3), random(16), u32(2_968), u64(9), random(32))
  const full = parcel({ held, secrets })
  const other = (at: number, ...bytes: readonly number[]) => {
    const copy = full.slice()
    copy.set(bytes, at < 0 ? copy.length + at : at)
    return whole(copy)
  }
  return [
    ['lists and secrets', 'accepted', whole(full), { held: 2, secrets: 3 }],
    ['nothing', 'accepted', whole(parcel({ held: [], secrets: [] })), { held: 0, secrets: 0 }],
    [
      'written by hand',
      'accepted',
      holding(padded(u8(1), list(2), u16(2), groupKey, replyKey)),
      { held: 1, secrets: 2 },
    ],
    ['far too short', 'parcel-malformed', whole(full.slice(0, 1_000))],
    ['another version', 'parcel-malformed', other(0, 2)],
    ['a byte fewer than the shortest', 'parcel-malformed', whole(full.slice(0, -1))],
    ['a byte too many', 'unsigned', whole(concatBytes(full, Uint8Array.of(0)))],
    ['an altered signature', 'unsigned', other(-1, full.at(-1)! ^ 1)],
    ['in another device’s name', 'unsigned', other(1, 0, 0)],
    ['to another device', 'unsigned', other(17, 0, 0)],
    ['to another prekey', 'not-ours', whole(full), { prekeySeed: toHex(random(32)) }],
    ['lists out of order', 'parcel-malformed', holding(padded(u8(2), list(2), list(1), u16(0)))],
    ['a list twice', 'parcel-malformed', holding(padded(u8(2), list(1), list(1), u16(0)))],
    ['a list of a fourth kind', 'parcel-malformed', holding(padded(u8(1), list(4), u16(0)))],
    ['a list that breaks off', 'parcel-malformed', holding(padded(u8(1), u8(1), u32(64)))],
    ['a secret of kind 0', 'parcel-malformed', holding(padded(u8(0), u16(1), u8(0)))],
    [
      '513 secrets',
      'parcel-malformed',
      holding(padded(u8(0), u16(513), ...Array.from({ length: 513 }, () => groupKey))),
    ],
    [
      'a secret that breaks off',
      'parcel-malformed',
      holding(u8(0), u16(28), new Uint8Array(PADDED_TO - 3).fill(2)),
    ],
    ['padding that is not zero', 'parcel-malformed', holding(padded(u8(0), u16(0), u8(1)))],
    ['padding that is too long', 'parcel-malformed', holding(new Uint8Array(2 * PADDED_TO))],
    ['no padding', 'parcel-malformed', holding(u8(0), u16(1), groupKey)],
  ]
}
