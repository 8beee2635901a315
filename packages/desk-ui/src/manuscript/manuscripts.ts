import type { DeskCopy, Sending } from './manuscript.ts'
import { Manuscript } from './manuscript.ts'

/** Exchanges changes of the story with the desk. Rejects with `DeskFailure`. */
export type StoryExchange = (storyId: string, sending: Sending) => Promise<DeskCopy>

/** The stories in this page's memory. One that was left stays until the desk has acknowledged what was
 *  written in it; nothing is ever stored. */
export class Manuscripts {
  readonly #exchange: StoryExchange
  readonly #manuscripts = new Map<string, Manuscript>()
  readonly #open = new Set<string>()
  readonly #listeners = new Set<() => void>()

  constructor(exchange: StoryExchange) {
    this.#exchange = exchange
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Whether any story has words that the desk has not acknowledged. */
  readonly anyUnsent = (): boolean =>
    [...this.#manuscripts.values()].some((manuscript) => !manuscript.snapshot().isSaved)

  /** The story's manuscript: the same one until `leave` or `forgetAll`. */
  open(storyId: string): Manuscript {
    this.#open.add(storyId)
    const known = this.#manuscripts.get(storyId)
    if (known !== undefined) return known
    const exchange = (sending: Sending) => this.#exchange(storyId, sending)
    const manuscript = new Manuscript(exchange, () => {
      this.#changed()
    })
    this.#manuscripts.set(storyId, manuscript)
    return manuscript
  }

  /** The story is no longer on the screen: what is unsent goes to the desk, now or when it answers again. */
  leave(storyId: string): void {
    this.#open.delete(storyId)
    void this.#save(storyId)
  }

  /** Sends what is unsent, of every story. Never rejects. */
  async saveAll(): Promise<void> {
    const unsent = [...this.#manuscripts].filter(([, manuscript]) => !manuscript.snapshot().isSaved)
    await Promise.all(unsent.map(([storyId]) => this.#save(storyId)))
  }

  /** Sends what is unsent, once more if it is on its way already, without waiting for anything to be
   *  remembered: for the moment before the page is locked or gone. Never rejects. */
  async sendLastWords(): Promise<void> {
    const words = [...this.#manuscripts].flatMap(([storyId, manuscript]) =>
      manuscript.lastWords().map((sending) => this.#exchange(storyId, sending)),
    )
    await Promise.allSettled(words)
  }

  /** Drops what the desk has; only what is unsent is kept, until the desk is unlocked again. */
  forgetSaved(): void {
    for (const [storyId, manuscript] of this.#manuscripts)
      if (manuscript.snapshot().isSaved) this.#forget(storyId)
  }

  /** Drops everything. */
  forgetAll(): void {
    this.#open.clear()
    for (const storyId of this.#manuscripts.keys()) this.#forget(storyId)
  }

  async #save(storyId: string): Promise<void> {
    const manuscript = this.#manuscripts.get(storyId)
    if (manuscript === undefined) return
    if (!manuscript.snapshot().isSaved) await manuscript.exchange()
    if (manuscript.snapshot().isSaved && !this.#open.has(storyId)) this.#forget(storyId)
  }

  #forget(storyId: string): void {
    this.#manuscripts.get(storyId)?.forget()
    this.#manuscripts.delete(storyId)
    this.#changed()
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}
