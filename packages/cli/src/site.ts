/** How a file is asked for: as it is, or compressed where the site can. */
export type Coding = 'brotli' | 'identity'

/** One request to a site. */
export interface SiteRequest {
  readonly path: string
  readonly coding: Coding
  /** More than so many bytes are not read. */
  readonly atMost: number
}

/** What a site said. Bytes are decoded, so that they are the same whatever coding they came in. */
export interface SiteAnswer {
  readonly kind: 'answered'
  readonly status: number
  readonly bytes: Uint8Array
  /** Where a redirect leads, as the site wrote it. */
  readonly location?: string
  readonly policy?: string
  readonly setsCookie: boolean
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
