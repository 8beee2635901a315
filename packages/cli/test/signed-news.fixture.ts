import {
  asPersonId,
  buildEdition,
  certifyDevice,
  deviceIdOf,
  EPOCH_MILLIS,
  EPOCH_OVERLAP_MILLIS,
  encodeRoster,
  encodeRosterBody,
  rosterHead,
  signRosterBody,
} from '@cronista/protocol'
import { portablePrimitives as p } from '@cronista/protocol/portable'
import { newsroomId, seeds } from './signed-site.fixture.ts'

/** An edition and the roster that it names, as the relay serves them. */
export interface SignedNews {
  readonly edition: Uint8Array
  readonly roster: Uint8Array
}

/** What may be otherwise. */
export interface NewsWishes {
  readonly roster?: number
  readonly edition?: number
  readonly signers?: 1 | 2
  /** Fills the key of the day: another one makes another roster of the same number. */
  readonly key?: number
  /** Fills the salt: another one makes another edition of the same number. */
  readonly salt?: number
  /** How old the edition is. */
  readonly ageMillis?: number
}

/** What the newsroom of these fixtures says at that moment. */
export function signedNews(nowMillis: number, wishes: NewsWishes = {}): SignedNews {
  const { roster: number = 4, edition = 9, signers = 2, key = 1, salt = 1, ageMillis = 0 } = wishes
  const day = Math.floor(nowMillis / EPOCH_MILLIS)
  const body = encodeRosterBody({
    rootPublicKey: p.ed25519PublicKey(seeds.root),
    number,
    previousHead: new Uint8Array(32),
    issuedAtMillis: day * EPOCH_MILLIS,
    expiresAtMillis: (day + 2) * EPOCH_MILLIS,
    origins: ['https://example.org'],
    devices: seeds.devices.map((seed, person) =>
      certifyDevice(p, newsroomId, seeds.root, {
        personId: asPersonId(new Uint8Array(16).fill(person)),
        publicKey: p.ed25519PublicKey(seed),
        certifiedUntilMillis: (day + 30) * EPOCH_MILLIS,
      }),
    ),
    epochs: [
      {
        number: day,
        beginsAtMillis: day * EPOCH_MILLIS,
        endsAtMillis: (day + 1) * EPOCH_MILLIS + EPOCH_OVERLAP_MILLIS,
        publicKey: p.xwingPublicKey(new Uint8Array(32).fill(key)),
      },
    ],
  })
  const signatures = seeds.devices
    .slice(0, signers)
    .map((seed) => signRosterBody(p, newsroomId, seed, body))
  const [builder] = seeds.devices
  const random = (length: number) => new Uint8Array(length).fill(salt)
  return {
    roster: encodeRoster(body, signatures),
    edition: buildEdition(p, random, newsroomId, builder, {
      number: edition,
      timeMillis: Math.floor(nowMillis - ageMillis),
      rosterHead: rosterHead(p, newsroomId, { body }),
      leaseHolder: deviceIdOf(p, newsroomId, p.ed25519PublicKey(builder)),
      acknowledgements: [],
      records: [],
    }),
  }
}
