import { DeskFailure, type DeskFailureCode } from '../api/desk-failure.ts'
import type { ReplyAnswer } from '@cronista/desk/api'
import type { Language } from '../texts/language.ts'

/** A reply being written, in this page's memory and nowhere else. */
export interface Draft {
  readonly text: string
  readonly language: Language
  readonly sending: boolean
  readonly failure: DeskFailureCode | undefined
}

/** What `Drafts` needs from outside: how to hand a reply to the desk, and fresh request ids. */
export interface DraftsOutlets {
  /** Resolves to what became of it; rejects with `DeskFailure`. The same `requestId` twice is one reply. */
  sendReply(
    threadId: string,
    reply: { text: string; language: Language; requestId: string },
  ): Promise<ReplyAnswer>
  newRequestId(): string
}

interface Attempt {
  readonly requestId: string
  readonly text: string
  readonly language: Language
}

/** The unsent replies of this page, one a conversation. They outlive a lost connection and a desk that
 *  restarts; `discardAll` is called when the editor locks the desk or the page goes. Whether an attempt
 *  that failed reached the desk is unknown, so the same words are tried again under the same request id,
 *  and changed words under a new one. */
export class Drafts {
  readonly #outlets: DraftsOutlets
  readonly #drafts = new Map<string, Draft>()
  readonly #attempts = new Map<string, Attempt>()
  readonly #listeners = new Set<() => void>()

  constructor(outlets: DraftsOutlets) {
    this.#outlets = outlets
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The draft for a conversation: the same object until it changes, `undefined` if nothing is written. */
  find(threadId: string): Draft | undefined {
    return this.#drafts.get(threadId)
  }

  /** Whether any conversation has words that were not sent. */
  readonly anyUnsent = (): boolean => [...this.#drafts.values()].some((draft) => draft.text !== '')

  /** Replaces what is being written. Ignored while that conversation's reply is on its way. */
  write(threadId: string, text: string, language: Language): void {
    if (this.#drafts.get(threadId)?.sending === true) return
    this.#set(threadId, { text, language, sending: false, failure: undefined })
  }

  /** Hands the draft to the desk. Resolves to what became of it, or to `undefined` if there was nothing
   *  to send or it failed; then the draft stays, with the failure's code. */
  async send(threadId: string): Promise<ReplyAnswer | undefined> {
    const draft = this.#drafts.get(threadId)
    if (draft === undefined || draft.sending || draft.text.trim() === '') return undefined
    const attempt = this.#attemptFor(threadId, draft)
    const sending: Draft = { ...draft, sending: true, failure: undefined }
    this.#set(threadId, sending)
    try {
      const saved = await this.#outlets.sendReply(threadId, attempt)
      if (this.#drafts.get(threadId) === sending) this.#forget(threadId)
      return saved
    } catch (error) {
      const failure = error instanceof DeskFailure ? error.code : 'answer-malformed'
      if (this.#drafts.get(threadId) === sending) this.#set(threadId, { ...draft, failure })
      return undefined
    }
  }

  /** Drops every draft. A reply on its way is not called back. */
  discardAll(): void {
    this.#drafts.clear()
    this.#attempts.clear()
    this.#changed()
  }

  #attemptFor(threadId: string, { text, language }: Draft): Attempt {
    const last = this.#attempts.get(threadId)
    if (last?.text === text && last.language === language) return last
    const attempt = { requestId: this.#outlets.newRequestId(), text, language }
    this.#attempts.set(threadId, attempt)
    return attempt
  }

  #forget(threadId: string): void {
    this.#drafts.delete(threadId)
    this.#attempts.delete(threadId)
    this.#changed()
  }

  #set(threadId: string, draft: Draft): void {
    this.#drafts.set(threadId, draft)
    this.#changed()
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}
