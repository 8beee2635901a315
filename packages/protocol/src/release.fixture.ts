import { portablePrimitives as p } from './portable.ts'
import {
  adasDevice,
  adasDeviceSeed,
  brunosDevice,
  brunosDeviceSeed,
  newsroomId,
  NOON_MILLIS,
  rootSeed,
  trustedRoster,
} from './protocol.fixture.ts'
import {
  encodeRelease,
  encodeReleaseBody,
  signRelease,
  type ReleaseBody,
  type ReleaseFile,
} from './release.ts'
import type { RosterDevice } from './roster.ts'
import { utf8 } from './text.ts'

/** The line of a file with this text. */
export function fileOf(path: string, text: string): ReleaseFile {
  const bytes = utf8(text)
  return { path, size: bytes.length, sha256: p.sha256(bytes) }
}

/** A small site's release; tests change a copy. Files and pairs stand in their encoded order. */
export const releaseBody: ReleaseBody = {
  rootPublicKey: p.ed25519PublicKey(rootSeed),
  number: 7,
  previousHead: new Uint8Array(32).fill(6),
  issuedAtMillis: NOON_MILLIS,
  rosterHead: trustedRoster().head,
  files: ['/', '/404.html', '/en/', '/en/a-story/', '/es/', '/es/feed.atom', '/es/una-nota/'].map(
    (path) => fileOf(path, `page at ${path}`),
  ),
  pairs: [
    { es: '/es/', en: '/en/' },
    { es: '/es/una-nota/', en: '/en/a-story/' },
  ],
}

/** A release signed by these devices, by both people's unless told otherwise. */
export function signedRelease(
  body: ReleaseBody,
  signers: readonly (readonly [seed: Uint8Array, device: RosterDevice])[] = [
    [adasDeviceSeed, adasDevice],
    [brunosDeviceSeed, brunosDevice],
  ],
): Uint8Array {
  const bytes = encodeReleaseBody(body)
  return encodeRelease(
    bytes,
    signers.map(([seed, device]) => signRelease(p, newsroomId, seed, device, bytes)),
  )
}
