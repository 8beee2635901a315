import type { StoredEdition } from '../domain/stored-edition.ts'

/** What became of an edition that was handed in. */
export type EditionReceipt = 'older' | 'repeated' | 'stored'

/** Editions that have been judged: the current one and those whose time is still to come. */
export interface EditionStore {
  /** Durable when it resolves to `stored`. `repeated`: these very bytes are there already. `older`:
   *  its number or its time is not above every stored one's; nothing was changed. */
  put(edition: StoredEdition): Promise<EditionReceipt>
  /** The one to serve at this moment. */
  current(nowMillis: number): Promise<StoredEdition | undefined>
  /** The time of the first one that is still to come. */
  nextTimeMillis(nowMillis: number): Promise<number | undefined>
  /** Drops those that a later one has replaced at this moment. */
  forgetReplaced(nowMillis: number): Promise<void>
}
