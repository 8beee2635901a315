// A release: the list of every file of the site with its hash, which two devices of two people sign.
// Encoding and parsing only; nothing here is trusted before `verifyRelease`.
import { ByteReader, compareBytes, concatBytes, u16, u32, u64, u8 } from './bytes.ts'
import { asPersonId, context, sign, sized, type NewsroomId, type PersonId } from './context.ts'
import type { Primitives } from './primitives.ts'
import type { RosterDevice } from './roster.ts'
import { fromUtf8, utf8 } from './text.ts'

/** The largest file of a site. */
export const MAX_RELEASE_FILE_BYTES = 33_554_432
/** The largest release, without the files it lists. */
export const MAX_RELEASE_BYTES = 33_554_432
/** The longest path, in characters. */
export const MAX_RELEASE_PATH_CHARACTERS = 512
/** The most signatures one release bears. */
export const MAX_RELEASE_SIGNATURES = 16

const VERSION = 1
const SIGNATURE_BYTES = 64
const PATH = /^(?:\/[a-zA-Z0-9_][a-zA-Z0-9._-]*)*\/?$/u
/** What a relay answers itself; no file can stand there. */
const TAKEN = /^\/(?:c|edition|roster|release|desk)(?:\/|$)/u

/** One file of a site. */
export interface ReleaseFile {
  /** Absolute, ASCII, as it stands in the request: `/es/una-nota/`, `/404.html`. */
  readonly path: string
  /** In bytes, as a reader without compression gets it. */
  readonly size: number
  /** SHA-256 of those bytes, 32 bytes. */
  readonly sha256: Uint8Array
}

/** Two paths that are one page in two languages. */
export interface ReleasePair {
  readonly es: string
  readonly en: string
}

/** What two people's devices sign (§12). */
export interface ReleaseBody {
  /** Ed25519 public key of the newsroom's root, 32 bytes. */
  readonly rootPublicKey: Uint8Array
  /** From 1. */
  readonly number: number
  /** Head of the release before, 32 bytes; zeros for the first. */
  readonly previousHead: Uint8Array
  readonly issuedAtMillis: number
  /** Head of the roster whose devices sign, 32 bytes. */
  readonly rosterHead: Uint8Array
  /** In any order; encoded by path. */
  readonly files: readonly ReleaseFile[]
  /** In any order; encoded by the Spanish path. */
  readonly pairs: readonly ReleasePair[]
}

/** One device's signature, with the root's word for whose device it is: whoever holds the fingerprint
 *  alone can check it, years later. */
export interface ReleaseSignature {
  readonly personId: PersonId
  /** Ed25519 public key, 32 bytes. */
  readonly devicePublicKey: Uint8Array
  readonly certifiedUntilMillis: number
  /** The root's signature, as in the roster, 64 bytes. */
  readonly certificate: Uint8Array
  /** The device's signature over the head, 64 bytes. */
  readonly signature: Uint8Array
}

/** A parsed release; nothing in it is trusted before `verifyRelease`. */
export interface Release extends ReleaseBody {
  /** The bytes that the head is a hash of. */
  readonly body: Uint8Array
  readonly signatures: readonly ReleaseSignature[]
}

/** Whether a file of a site may stand at this path (§12). */
export function isReleasePath(path: string): boolean {
  return (
    path.length > 0 &&
    path.length <= MAX_RELEASE_PATH_CHARACTERS &&
    PATH.test(path) &&
    !TAKEN.test(path)
  )
}

/** The body of a release, the same bytes whatever order files and pairs came in (§12). Throws RangeError
 *  for a path that is none or stands twice, a file too large, or a pair of a file that is not there. */
export function encodeReleaseBody(release: ReleaseBody): Uint8Array {
  const files = release.files
    .map((file) => ({ ...file, bytes: utf8(file.path) }))
    .sort((a, b) => compareBytes(a.bytes, b.bytes))
  const places = new Map(files.map(({ path }, index) => [path, index]))
  if (places.size !== files.length || !files.every(isFile))
    throw new RangeError('files have allowed paths and sizes, each path once')
  const pairs = release.pairs
    .map(({ es, en }) => ({ es: placeOf(places, es), en: placeOf(places, en) }))
    .sort((a, b) => a.es - b.es)
  return concatBytes(
    u8(VERSION),
    sized(release.rootPublicKey, 32),
    u32(release.number),
    sized(release.previousHead, 32),
    u64(release.issuedAtMillis),
    sized(release.rosterHead, 32),
    u32(files.length),
    ...files.flatMap(({ bytes, size, sha256 }) => [
      u16(bytes.length),
      bytes,
      u32(size),
      sized(sha256, 32),
    ]),
    u32(pairs.length),
    ...pairs.flatMap(({ es, en }) => [u32(es), u32(en)]),
  )
}

function placeOf(places: ReadonlyMap<string, number>, path: string): number {
  const place = places.get(path)
  if (place === undefined) throw new RangeError('a pair names files of the release')
  return place
}

function isFile({ path, size }: Pick<ReleaseFile, 'path' | 'size'>): boolean {
  return isReleasePath(path) && size <= MAX_RELEASE_FILE_BYTES
}

/** The head that names a release everywhere else, 32 bytes (§12). */
export function releaseHead(p: Primitives, newsroomId: NewsroomId, body: Uint8Array): Uint8Array {
  return p.sha256(concatBytes(context('release head', newsroomId), body))
}

/** A device's signature over a release's body (§12). `device` is its line in the roster. */
export function signRelease(
  p: Primitives,
  newsroomId: NewsroomId,
  deviceSeed: Uint8Array,
  device: RosterDevice,
  body: Uint8Array,
): ReleaseSignature {
  return {
    personId: device.personId,
    devicePublicKey: device.publicKey,
    certifiedUntilMillis: device.certifiedUntilMillis,
    certificate: device.certificate,
    signature: sign(p, newsroomId, deviceSeed, 'release', releaseHead(p, newsroomId, body)),
  }
}

/** A release as it is served: body and signatures. */
export function encodeRelease(
  body: Uint8Array,
  signatures: readonly ReleaseSignature[],
): Uint8Array {
  return concatBytes(
    body,
    u8(signatures.length),
    ...signatures.flatMap((one) => [
      sized(one.personId, 16),
      sized(one.devicePublicKey, 32),
      u64(one.certifiedUntilMillis),
      sized(one.certificate, SIGNATURE_BYTES),
      sized(one.signature, SIGNATURE_BYTES),
    ]),
  )
}

/** Reads a release without trusting it; throws `release-malformed`. */
export function parseRelease(bytes: Uint8Array): Release {
  const reader = new ByteReader(bytes, 'release-malformed')
  if (bytes.length > MAX_RELEASE_BYTES) reader.fail()
  reader.version(VERSION)
  const rootPublicKey = reader.take(32)
  const number = reader.u32()
  const previousHead = reader.take(32)
  const issuedAtMillis = reader.u64()
  const rosterHead = reader.take(32)
  const files = readFiles(reader)
  const pairs = readPairs(reader, files)
  const body = bytes.slice(0, reader.offset)
  const signatureCount = reader.u8()
  if (number === 0 || signatureCount > MAX_RELEASE_SIGNATURES) reader.fail()
  const signatures = Array.from({ length: signatureCount }, () => readSignature(reader))
  reader.end()
  return {
    rootPublicKey,
    number,
    previousHead,
    issuedAtMillis,
    rosterHead,
    files,
    pairs,
    body,
    signatures,
  }
}

// Counts come from outside: lists grow as their items are read, never ahead of them.
function readFiles(reader: ByteReader): readonly ReleaseFile[] {
  const files: ReleaseFile[] = []
  let before: Uint8Array | undefined
  for (let left = reader.u32(); left > 0; left--) {
    const bytes = reader.take(reader.u16())
    const file = { path: fromUtf8(bytes) ?? '', size: reader.u32(), sha256: reader.take(32) }
    if (!isFile(file) || (before !== undefined && compareBytes(before, bytes) >= 0)) reader.fail()
    files.push(file)
    before = bytes
  }
  return files
}

function readPairs(reader: ByteReader, files: readonly ReleaseFile[]): readonly ReleasePair[] {
  const pairs: ReleasePair[] = []
  let before = -1
  for (let left = reader.u32(); left > 0; left--) {
    const place = reader.u32()
    const [es, en] = [files[place], files[reader.u32()]]
    if (es === undefined || en === undefined || place <= before) reader.fail()
    pairs.push({ es: es.path, en: en.path })
    before = place
  }
  return pairs
}

function readSignature(reader: ByteReader): ReleaseSignature {
  return {
    personId: asPersonId(reader.take(16)),
    devicePublicKey: reader.take(32),
    certifiedUntilMillis: reader.u64(),
    certificate: reader.take(SIGNATURE_BYTES),
    signature: reader.take(SIGNATURE_BYTES),
  }
}
