import type { Letter } from '@cronista/protocol'
import type { MessageProgress } from './outbox.ts'
import type { Replies } from './reply-shelf.ts'
import type { NewsroomState } from './trust.ts'

/** A message of this visit, as its writer sees it. */
export interface OwnMessage {
  readonly reference: number
  /** What was written; `undefined` for the notice that a reply was read. */
  readonly letter: Letter | undefined
  /** `undefined` until the worker has cut it. */
  readonly progress: MessageProgress | undefined
}

/** Where the contributor's thread stands on this page. */
export type ThreadState = 'closed' | 'failed' | 'open' | 'opening'

/** Everything the composer shows. It exists in this page's memory only. */
export interface ConversationSnapshot {
  readonly newsroom: NewsroomState
  /** Whether the phone has a connection, as far as it knows itself. */
  readonly connected: boolean
  /** Whether the worker answers. While it is silent, cover leaves and nothing that was written. */
  readonly worker: 'at-work' | 'silent'
  readonly thread: ThreadState
  /** Eight new words, while they are being learnt. */
  readonly words: readonly number[] | undefined
  readonly messages: readonly OwnMessage[]
  readonly replies: Replies
  /** The last reply confirmed in this visit; 0 is none. */
  readonly repliesRead: number
  /** This page sends nothing any more, because its reader wished so. */
  readonly stopped: boolean
}

const nothing: ConversationSnapshot = {
  newsroom: { kind: 'waiting' },
  connected: true,
  worker: 'at-work',
  thread: 'closed',
  words: undefined,
  messages: [],
  replies: { complete: [], incomplete: 0, confirmed: 0 },
  repliesRead: 0,
  stopped: false,
}

/** Whether something written could leave now. */
export function canLeave({ newsroom, connected, worker }: ConversationSnapshot): boolean {
  return newsroom.kind === 'trusted' && connected && worker === 'at-work'
}

/** What one visit's composer knows, with a way to be told when it changes. */
export class Conversation {
  readonly #listeners = new Set<() => void>()
  #snapshot = nothing

  snapshot(): ConversationSnapshot {
    return this.#snapshot
  }

  /** Calls `listener` after each change; the function returned ends that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  change(change: Partial<ConversationSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change }
    for (const listener of [...this.#listeners]) listener()
  }

  /** Joins what the worker says of the outbox to the texts, which the worker no longer has. */
  takeProgress(progress: readonly MessageProgress[]): void {
    this.change({
      messages: this.#snapshot.messages.map((message) => ({
        ...message,
        progress: progress.find(({ reference }) => reference === message.reference),
      })),
    })
  }

  /** Lets go of everything that belongs to a contributor; what every page knows stays. */
  forget(): void {
    const { newsroom, connected, worker, stopped } = this.#snapshot
    this.change({ ...nothing, newsroom, connected, worker, stopped })
  }
}
