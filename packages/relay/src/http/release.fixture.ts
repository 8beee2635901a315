import {
  encodeRelease,
  encodeReleaseBody,
  parseRelease,
  releaseHead,
  sealBatch,
  signRelease,
  utf8,
  type ReleaseBody,
} from '@cronista/protocol'
import { nativePrimitives as p } from '../adapters/node/native-primitives.ts'
import { fileHashOf, type FileHash } from '../domain/file-hash.ts'
import type { StoredRelease } from '../domain/stored-release.ts'
import {
  certifiedDevice,
  device,
  newsroomId,
  NOON,
  notRandom,
  rootPublicKey,
} from './newsroom.fixture.ts'

/** What a release is to be made of. */
export interface ReleaseWishes extends Partial<Omit<ReleaseBody, 'files'>> {
  /** Text by path. */
  readonly site?: Readonly<Record<string, string>>
  /** Seeds and persons of the devices that sign. */
  readonly signers?: readonly (readonly [seed: Uint8Array, person: number])[]
}

/** A release with the files that it lists. */
export interface ReleaseWithFiles extends StoredRelease {
  readonly files: ReadonlyMap<FileHash, Uint8Array>
}

/** A page in both languages, which says which release it is of. */
export function siteNumber(number: number): Readonly<Record<string, string>> {
  return { '/es/': `portada ${number}`, '/en/': `front ${number}` }
}

/** A release that both sign, unless told otherwise. */
export function releaseOf(wishes: ReleaseWishes = {}): ReleaseWithFiles {
  const { number = 1, previousHead = new Uint8Array(32), issuedAtMillis = NOON } = wishes
  const site = Object.entries(wishes.site ?? siteNumber(number)).map(
    ([path, text]) => [path, utf8(text)] as const,
  )
  const body = encodeReleaseBody({
    rootPublicKey,
    rosterHead: new Uint8Array(32),
    pairs: pairsOf(site.map(([path]) => path)),
    ...wishes,
    ...{ number, previousHead, issuedAtMillis },
    files: site.map(([path, bytes]) => ({ path, size: bytes.length, sha256: p.sha256(bytes) })),
  })
  const { signers = [[device.ana, 1] as const, [device.bruno, 2] as const] } = wishes
  const signatures = signers.map(([seed, person]) =>
    signRelease(p, newsroomId, seed, certifiedDevice(seed, person, issuedAtMillis), body),
  )
  return {
    ...{ number, previousHead },
    head: releaseHead(p, newsroomId, body),
    bytes: encodeRelease(body, signatures),
    files: new Map(site.map(([, bytes]) => [fileHashOf(p.sha256(bytes)), bytes])),
  }
}

/** The list of a release. */
export function filesOf({ bytes }: StoredRelease) {
  return parseRelease(bytes).files
}

/** A device's batch with this number; nothing is in it, and it is sealed anew each time. */
export function batchOf(number: number, seed = device.ana): Uint8Array {
  const nothing = { timeMillis: NOON, heads: [], pieces: [] }
  const salt = notRandom(32)
  const groupKey = new Uint8Array(32).fill(8)
  return sealBatch(p, newsroomId, seed, groupKey, { groupEpoch: 1, number, salt, ...nothing })
}

/** Pages of the same name under both languages. */
function pairsOf(paths: readonly string[]) {
  return paths
    .filter((path) => path.startsWith('/es/') && /(?:\/|\.html)$/u.test(path))
    .map((es) => ({ es, en: es.replace('/es/', '/en/') }))
    .filter(({ en }) => paths.includes(en))
}
