declare const brand: unique symbol
/** Names a file of the site: pieces of `A–Z a–z 0–9 - _ ~ .` between single slashes, none empty and
 *  none beginning with a dot. There is no way to write "the folder above" in it. */
export type SitePath = string & { readonly [brand]: 'SitePath' }

const PIECE = /^[A-Za-z0-9_~-][A-Za-z0-9._~-]*$/u
const MAX_CHARACTERS = 512

/** The file that a URL's path asks for, with `index.html` where it ends in a slash. `undefined` for
 *  a path that no file of a site may have; nothing is decoded, so nothing is decoded twice. */
export function sitePathOf(urlPath: string): SitePath | undefined {
  if (!urlPath.startsWith('/') || urlPath.length > MAX_CHARACTERS) return undefined
  const path = urlPath.endsWith('/') ? `${urlPath}index.html` : urlPath
  const pieces = path.slice(1).split('/')
  return pieces.every((piece) => PIECE.test(piece)) ? (path.slice(1) as SitePath) : undefined
}

/** The page of a folder that was asked for without its slash. */
export function indexPageOf(path: SitePath): SitePath {
  return `${path}/index.html` as SitePath
}

/** Whether the name carries a hash of the content (`assets/reader.4fzyo82m.js`), so that it may be
 *  kept for good. */
export function isContentAddressed(path: SitePath): boolean {
  return /^assets\/(?:[^/]+\/)*[^/]+[.-][A-Za-z0-9_-]{8,}\.[a-z0-9]+$/u.test(path)
}
