import type { NoAnswer, Site, SiteAnswer, SiteRequest } from '../site.ts'

/** A site that is asked for so long and no longer: one that answers each request at the last moment could
 *  else hold a monitor for days. What is asked for afterwards came too slowly. */
export class TimedSite implements Site {
  readonly origin: string
  readonly #site: Site
  readonly #isOver: () => boolean

  constructor(site: Site, isOver: () => boolean) {
    this.origin = site.origin
    this.#site = site
    this.#isOver = isOver
  }

  async get(request: SiteRequest): Promise<NoAnswer | SiteAnswer> {
    return this.#isOver() ? { kind: 'too-slow' } : this.#site.get(request)
  }
}
