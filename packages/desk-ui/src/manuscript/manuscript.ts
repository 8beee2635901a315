import * as Y from 'yjs'
import { MAX_UPDATE_BYTES } from '@cronista/newsroom'
import { DeskFailure, type DeskFailureCode } from '../api/desk-failure.ts'

/** What the page sends to the desk: how far its copy goes, and what it has written since. */
export interface Sending {
  readonly vector: Uint8Array
  readonly update: Uint8Array | undefined
}

/** What the desk answers once it has stored what was sent: what the page lacks, and how far the desk goes. */
export interface DeskCopy {
  readonly update: Uint8Array | undefined
  readonly vector: Uint8Array
}

/** Exchanges changes of one story with the desk. Rejects with `DeskFailure`. */
export type Exchange = (sending: Sending) => Promise<DeskCopy>

/** Where a manuscript stands, for the screen. */
export interface ManuscriptState {
  /** The desk's copy has come: it can be shown and written in. */
  readonly isOpen: boolean
  /** The desk has acknowledged everything that was written here. */
  readonly isSaved: boolean
  /** How often the desk has acknowledged the last of what was written. */
  readonly saves: number
  /** Why the last exchange failed. */
  readonly failure: DeskFailureCode | undefined
}

/** The origin of changes that came from the desk. */
const FROM_DESK = Symbol('from the desk')

/** One story in this page's memory, and what of it the desk has not acknowledged yet. What is written
 *  goes to the desk when `exchange` is called, and stays unsent until the desk has answered. */
export class Manuscript {
  readonly doc = new Y.Doc()
  readonly #exchange: Exchange
  readonly #onChange: () => void
  readonly #listeners = new Set<() => void>()
  #unsent: Uint8Array[] = []
  #state: ManuscriptState = { isOpen: false, isSaved: true, saves: 0, failure: undefined }
  #running: Promise<void> | undefined
  #isForgotten = false

  constructor(exchange: Exchange, onChange: () => void) {
    this.#exchange = exchange
    this.#onChange = onChange
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== FROM_DESK) this.#keep(update)
    })
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly snapshot = (): ManuscriptState => this.#state

  /** Sends what is unsent and takes what is new. One exchange at a time: a call during another gets that
   *  one's end. Never rejects; `snapshot().failure` says why it failed. */
  exchange(): Promise<void> {
    this.#running ??= this.#exchangeOnce().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  /** All that is unsent, in as many pieces as it takes. */
  lastWords(): Sending[] {
    const vector = Y.encodeStateVector(this.doc)
    const words: Sending[] = []
    let unsent: readonly Uint8Array[] = this.#unsent
    while (unsent.length > 0) {
      const sent = withinLimit(unsent)
      words.push({ vector, update: Y.mergeUpdates(sent) })
      unsent = unsent.slice(sent.length)
    }
    return words
  }

  /** Drops everything; what is still on its way changes nothing any more. */
  forget(): void {
    this.#isForgotten = true
    this.#unsent = []
    this.#become({ ...this.#state, isOpen: false, isSaved: true, failure: undefined })
    this.doc.destroy()
  }

  async #exchangeOnce(): Promise<void> {
    const sent = withinLimit(this.#unsent)
    const vector = Y.encodeStateVector(this.doc)
    try {
      const copy = await this.#exchange({
        vector,
        update: sent.length === 0 ? undefined : Y.mergeUpdates(sent),
      })
      if (this.#isForgotten) return
      this.#take(copy.update)
      this.#unsent = this.#unsent.slice(sent.length)
      if (this.#unsent.length === 0) this.#keepWhatIsMissing(vector, copy.vector)
      const isSaved = this.#unsent.length === 0
      this.#become({ ...this.#state, isOpen: true, isSaved, failure: undefined })
    } catch (error) {
      if (this.#isForgotten) return
      if (!(error instanceof DeskFailure)) throw error
      this.#become({ ...this.#state, failure: error.code })
    }
  }

  #take(update: Uint8Array | undefined): void {
    if (update === undefined) return
    try {
      Y.applyUpdate(this.doc, update, FROM_DESK)
    } catch {
      throw new DeskFailure('answer-malformed')
    }
  }

  /** A desk that was started from an older copy lacks what it once acknowledged: it gets it again. */
  #keepWhatIsMissing(sentVector: Uint8Array, deskVector: Uint8Array): void {
    const desk = Y.decodeStateVector(deskVector)
    const own = Y.decodeStateVector(sentVector)
    const isBehind = [...own].some(([client, clock]) => (desk.get(client) ?? 0) < clock)
    if (isBehind) this.#unsent.push(Y.encodeStateAsUpdate(this.doc, deskVector))
  }

  #keep(update: Uint8Array): void {
    this.#unsent.push(update)
    this.#become({ ...this.#state, isSaved: false })
  }

  #become(state: ManuscriptState): void {
    const { isOpen, isSaved, failure } = this.#state
    if (state.isOpen === isOpen && state.isSaved === isSaved && state.failure === failure) return
    this.#state = { ...state, saves: state.saves + (!isSaved && state.isSaved ? 1 : 0) }
    for (const listener of this.#listeners) listener()
    this.#onChange()
  }
}

/** As many of the updates, from the first on, as one request may carry; one at least. */
function withinLimit(updates: readonly Uint8Array[]): Uint8Array[] {
  let bytes = 0
  const end = updates.findIndex((update, index) => {
    bytes += update.length
    return index > 0 && bytes > MAX_UPDATE_BYTES
  })
  return updates.slice(0, end === -1 ? updates.length : end)
}
