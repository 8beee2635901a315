import { createHash } from 'node:crypto'
import type { SiteStory } from '@cronista/newsroom'

/** SHA-256 of `text`, 43 characters. */
function hashed(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

/** Names stories by their content. A story that has been seen before is known again without being
 *  read: stories are values, nobody changes one. */
export class Fingerprints {
  readonly #known = new WeakMap<object, string>()

  /** What `story` says, and its day. */
  of(story: SiteStory): string {
    return story.kind === 'story'
      ? `${this.#content(story.story)} ${story.publishedOn}`
      : this.#content(story)
  }

  /** What all of `stories` say, and their order, after `heading`. */
  ofAll(stories: readonly SiteStory[], ...heading: readonly unknown[]): string {
    return hashed(JSON.stringify([...heading, ...stories.map((story) => this.of(story))]))
  }

  #content(story: object): string {
    const known = this.#known.get(story)
    if (known !== undefined) return known
    const fingerprint = hashed(JSON.stringify(story))
    this.#known.set(story, fingerprint)
    return fingerprint
  }
}
