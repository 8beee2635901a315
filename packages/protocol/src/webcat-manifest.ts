// What a release says of its site, in the shape that WEBCAT's browser extension reads: which bytes belong at
// which address, and under which policy. It is computed from the release and from nothing else, so that two
// signatures on the release vouch for it, and anybody can make it again. It bears no Sigsum proof.
import { LOST_PAGE_PATH, SITE_HEADERS } from './site-answer.ts'
import { toBase64Url, toHex, utf8 } from './text.ts'

/** Where a relay and every mirror serve it. No file of a release can stand there. */
export const WEBCAT_MANIFEST_PATH = '/release/webcat.json'

/** What of a release is used. */
export interface ManifestedRelease {
  readonly number: number
  readonly files: readonly { readonly path: string; readonly sha256: Uint8Array }[]
}

const INDEX = 'index.html'

/** The manifest of a release (§12): UTF-8 JSON without spaces, every object's names in ascending order,
 *  the same bytes wherever it is made. */
export function webcatManifest(
  newsroomId: Uint8Array,
  { number, files }: ManifestedRelease,
): Uint8Array {
  const hashes = files.map(({ path, sha256 }): [string, string] => [
    path.endsWith('/') ? `${path}${INDEX}` : path,
    toBase64Url(sha256),
  ])
  const manifest = {
    app: `urn:cronista:newsroom:${toHex(newsroomId)}`,
    default_csp: SITE_HEADERS['content-security-policy'],
    default_fallback: LOST_PAGE_PATH,
    default_index: INDEX,
    extra_csp: {},
    files: Object.fromEntries(hashes.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))),
    version: `${number}.0.0`,
    wasm: [],
  }
  return utf8(JSON.stringify({ manifest, signatures: {} }))
}
