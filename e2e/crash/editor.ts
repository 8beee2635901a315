/** Answers to contributors: each is asked for until the desk says that it has it. */
import { replyAnswerSchema, threadsSchema } from '@cronista/desk/api'
import type { DeskClient } from '@cronista/testbed'
import type { DeskName } from './founding.ts'
import { steadily } from './steadily.ts'

/** An answer that an editor has written. */
export interface WrittenReply {
  readonly desk: DeskName
  readonly thread: string
  readonly text: string
  readonly requestId: string
  isAnswered: boolean
}

/** The editors of a newsroom, before its desks. */
export class Editors {
  readonly replies: WrittenReply[] = []
  readonly #title: string

  /** `title` tells these answers from those of other editors. */
  constructor(title: string) {
    this.#title = title
  }

  /** Writes an answer to somebody, to be asked for at this desk. `undefined` while nobody has
   *  written. */
  async write(
    desk: DeskName,
    client: DeskClient,
    choose: (threads: number) => number,
  ): Promise<WrittenReply | undefined> {
    const { threads } = await steadily(() => client.get('threads', threadsSchema))
    const thread = threads.map(({ id }) => id).toSorted()[choose(threads.length)]
    if (thread === undefined) return undefined
    const number = this.replies.length + 1
    const written = {
      ...{
        desk,
        thread,
        text: `Respuesta ${this.#title} ${number}.`,
        requestId: `${this.#title}-reply-${number}`,
      },
      isAnswered: false,
    }
    this.replies.push(written)
    return written
  }

  /** Asks the desk for it, once more if need be: if no answer of the desk's came, nobody knows whether it
   *  has it. */
  async ask(reply: WrittenReply | undefined, client: DeskClient): Promise<void> {
    if (reply === undefined) return
    const { thread, text, requestId } = reply
    const body = { text, language: 'es', requestId }
    await steadily(() => client.post(`threads/${thread}/replies`, body, replyAnswerSchema))
    reply.isAnswered = true
  }

  /** Answers of this desk that are not known to be there. */
  doubtful(desk: DeskName): readonly WrittenReply[] {
    return this.replies.filter((one) => one.desk === desk && !one.isAnswered)
  }
}
