declare const brand: unique symbol
/** Names a file of the site by the path of its URL: pieces of `A–Z a–z 0–9 - _ ~ .` between single
 *  slashes, none empty but the last, which makes it a page, and none beginning with a dot. There is
 *  no way to write "the folder above" in it. */
export type SitePath = string & { readonly [brand]: 'SitePath' }

const PIECE = /^[A-Za-z0-9_~-][A-Za-z0-9._~-]*$/u
const MAX_CHARACTERS = 512

/** The file that a URL's path asks for; `undefined` for a path that no file of a site may have.
 *  Nothing is decoded, so nothing is decoded twice. */
export function sitePathOf(urlPath: string): SitePath | undefined {
  if (!urlPath.startsWith('/') || urlPath.length > MAX_CHARACTERS) return undefined
  const pieces = urlPath.slice(1).split('/')
  if (pieces.at(-1) === '') pieces.pop()
  return pieces.every((piece) => PIECE.test(piece)) ? (urlPath as SitePath) : undefined
}

/** The page of a folder that was asked for without its slash. */
export function pageOf(path: SitePath): SitePath {
  return `${path}/` as SitePath
}

/** Whether the name carries a hash of the content (`/assets/reader.4fzyo82m.js`), so that it may be
 *  kept for good. */
export function isContentAddressed(path: SitePath): boolean {
  return /^\/assets\/(?:[^/]+\/)*[^/]+[.-][A-Za-z0-9_-]{8,}\.[a-z0-9]+$/u.test(path)
}
