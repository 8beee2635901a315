import type { EpochRecipient, Letter } from '@cronista/protocol'
import type { MessageProgress } from './outbox.ts'
import type { Replies } from './reply-shelf.ts'
import type { News, NewsroomState } from './trust.ts'

/** What a page tells its worker. Everybody's page sends the first two. */
export type ToWorker =
  /** A tick has passed; `serial` names the cell that left, if it was the next one, and `epoch` is
   *  the number under which it was sealed. Where the phone itself said that it had no connection,
   *  whatever the cell carried has not left. */
  | {
      readonly kind: 'ticked'
      readonly serial: number | undefined
      readonly epoch: number
      readonly connected: boolean
    }
  | { readonly kind: 'news'; readonly news: News }
  | { readonly kind: 'draw-words' }
  | { readonly kind: 'open-thread'; readonly words: readonly number[] }
  | { readonly kind: 'queue'; readonly reference: number; readonly letter: Letter }
  | { readonly kind: 'confirm-read'; readonly reference: number; readonly number: number }
  /** Overwrite everything that belongs to a contributor. */
  | { readonly kind: 'forget' }

/** A cell sealed ahead of its tick. */
export interface SealedCell {
  readonly serial: number
  readonly cell: Uint8Array
}

/** The epoch that comes next: from then on, nothing else may leave. */
export interface LaterCells {
  readonly fromMillis: number
  readonly to: EpochRecipient
  /** Cover sealed to it; none until the change is near. */
  readonly spares: readonly Uint8Array[]
}

/** What a worker tells its page. */
export type FromWorker =
  /** Replaces the cell that leaves next, and adds to (or, when `anew`, replaces) the spare cover. */
  | {
      readonly kind: 'sealed'
      readonly next: SealedCell | undefined
      readonly spares: readonly Uint8Array[]
      readonly anew: boolean
      /** To whom all of these are sealed, but `later`. */
      readonly to: EpochRecipient
      readonly later?: LaterCells | undefined
    }
  | { readonly kind: 'newsroom'; readonly state: NewsroomState }
  | { readonly kind: 'words'; readonly words: readonly number[] }
  | { readonly kind: 'thread'; readonly opened: boolean }
  | { readonly kind: 'outbox'; readonly messages: readonly MessageProgress[] }
  | { readonly kind: 'replies'; readonly replies: Replies }
  /** Everything is overwritten; what follows belongs to nobody. */
  | { readonly kind: 'forgotten' }
