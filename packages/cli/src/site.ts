/** What a browser wants a file for; each is asked for with other headers. `data` is what the reader script
 *  fetches. */
export const browserUses = [
  'data',
  'document',
  'font',
  'image',
  'script',
  'style',
  'worker',
] as const

/** One of {@link browserUses}. */
export type BrowserUse = (typeof browserUses)[number]

/** Which content codings are taken: all that a browser knows, or, as over plain HTTP and from old
 *  browsers, the two oldest. */
export type Codings = 'all' | 'oldest'

/** One request to a site. */
export interface SiteRequest {
  readonly path: string
  readonly use: BrowserUse
  readonly codings: Codings
  /** More than so many bytes, decoded, are not read. */
  readonly atMost: number
}

/** What a site said. Bytes are decoded, so that they are the same whatever coding they came in. */
export interface SiteAnswer {
  readonly kind: 'answered'
  readonly status: number
  readonly bytes: Uint8Array
  /** By name in small letters, those of early hints included; several of one name are joined by `, `. */
  readonly headers: ReadonlyMap<string, string>
}

/** Why there was no answer: it broke off or could not be decoded, was longer than was asked for, came too
 *  slowly, or there was no connection. */
export interface NoAnswer {
  readonly kind: 'broken' | 'too-long' | 'too-slow' | 'unreachable'
}

/** A live site. Whoever serves it is not trusted: every wait ends, and no answer outgrows its limit. */
export interface Site {
  readonly origin: string
  /** Never follows a redirect, never throws for what a site does. */
  get(request: SiteRequest): Promise<NoAnswer | SiteAnswer>
}

const useOfEnding: Readonly<Record<string, readonly BrowserUse[]>> = {
  avif: ['image'],
  css: ['style'],
  gif: ['image'],
  ico: ['image'],
  jpeg: ['image'],
  jpg: ['image'],
  js: ['script', 'worker'],
  png: ['image'],
  svg: ['image'],
  webp: ['image'],
  woff2: ['font'],
}

/** What browsers fetch the file at this path for, most often first. */
export function usesOf(path: string): readonly [BrowserUse, ...BrowserUse[]] {
  const ending = /\.(?<ending>[a-z0-9]+)$/u.exec(path)?.groups?.['ending'] ?? ''
  const [first = 'document', ...more] = useOfEnding[ending] ?? []
  return [first, ...more]
}
