import type { EpochRecipient, Letter, Schedule } from '@cronista/protocol'
import { CellStock } from './cell-stock.ts'
import { Conversation } from './conversation.ts'
import { VisitSchedule, type Cancel, type Clocks, type DrawMillis } from './schedule.ts'
import type { News } from './trust.ts'
import type { FromWorker, ToWorker } from './worker-messages.ts'

/** The relay, as a page speaks to it. */
export interface Relay {
  /** Sends and forgets: the answer is not looked at, and there is none to wait for. */
  sendCell(cell: Uint8Array): void
  /** Edition and roster, or `undefined` if either did not come. Never rejects. */
  fetchNews(): Promise<News | undefined>
}

/** A running worker. */
export interface CourierThread {
  post(message: ToWorker): void
  /** Asks it to overwrite its secrets, and ends it. */
  end(): void
}

/** What a visit is given of the world. */
export interface VisitWorld {
  readonly schedule: Schedule
  readonly clocks: Clocks
  readonly draw: DrawMillis
  readonly relay: Relay
  readonly startCourier: (receive: (message: FromWorker) => void) => CourierThread
  /** Seals a cell of cover on the page itself, for when the worker seals nothing. */
  readonly sealCover: (to: EpochRecipient) => Uint8Array
}

/** So long after a tick the page looks whether anything is ready for the next one: any worker that is
 *  not busy has sealed by then, and the next tick is far. */
const LOOK_AFTER_SHARE = 1 / 3
/** After so many ticks of which the worker said nothing, it is taken to have stopped. */
const TICKS_UNTIL_SILENT = 4

/** One stay on one page, the same for readers and contributors: schedule, relay and worker, and
 *  above them the conversation, from which nothing leads to the network but the cell that is next. */
export class Visit {
  readonly conversation = new Conversation()
  readonly #world: VisitWorld
  readonly #schedule: VisitSchedule
  readonly #stock: CellStock
  readonly #courier: CourierThread
  #cancelLook: Cancel = () => undefined
  /** Ticks since the worker last sealed anything. */
  #unanswered = 0
  #references = 0
  /** How often the courier was told to forget and has not yet said that it has. */
  #forgetting = 0

  constructor(world: VisitWorld) {
    this.#world = world
    this.#stock = new CellStock(world.sealCover)
    this.#courier = world.startCourier((message) => this.#receive(message))
    this.#schedule = new VisitSchedule(world.schedule, world.clocks, world.draw, {
      tick: () => this.#tick(),
      fetchNews: () => void this.#fetchNews(),
    })
  }

  setVisible(visible: boolean): void {
    this.#schedule.setVisible(visible)
  }

  /** Whether the phone says that it has a connection. The schedule does not hear of it: a tick without
   *  one is a tick, in which nothing that was written counts as having left. */
  setConnected(connected: boolean): void {
    this.conversation.change({ connected })
  }

  /** Asks for eight new words; they appear in the conversation. */
  drawWords(): void {
    this.#courier.post({ kind: 'draw-words' })
  }

  /** Opens the thread of eight words whose parity holds. */
  openThread(words: readonly number[]): void {
    this.conversation.change({ thread: 'opening' })
    this.#courier.post({ kind: 'open-thread', words })
  }

  /** Lets go of new words once they are learnt. */
  dropWords(): void {
    this.conversation.change({ words: undefined })
  }

  /** Queues a message for the coming ticks. */
  send(letter: Letter): void {
    const reference = this.#listMessage(letter)
    this.#courier.post({ kind: 'queue', reference, letter })
  }

  /** Queues the word that replies up to this one have been read. */
  confirmRead(number: number): void {
    const repliesRead = Math.max(number, this.conversation.snapshot().repliesRead)
    this.conversation.change({ repliesRead })
    const reference = this.#listMessage(undefined)
    this.#courier.post({ kind: 'confirm-read', reference, number })
  }

  /** How long so many ticks take on average, in milliseconds. */
  expectedMillis(ticks: number): number {
    return this.#schedule.expectedMillis(ticks)
  }

  /** Forgets the contributor; the schedule does not notice, and until the next cell is sealed spare
   *  cover leaves. The worker stays: starting another could be a request, and one that only those
   *  make who had something to leave. */
  forget(): void {
    this.#forgetting += 1
    this.#courier.post({ kind: 'forget' })
    this.#stock.dropNext()
    this.conversation.forget()
  }

  /** Stops all sending for the rest of this visit, because its reader wishes so. */
  stopSending(): void {
    this.#schedule.stop()
    this.#cancelLook()
    this.conversation.change({ stopped: true })
  }

  /** Ends the visit: the page is being left. */
  end(): void {
    this.#schedule.stop()
    this.#cancelLook()
    this.#courier.end()
    this.#stock.dropNext()
    this.conversation.forget()
  }

  #tick(): void {
    const taken = this.#stock.take(this.#world.clocks.wallMillis())
    if (taken !== undefined) this.#world.relay.sendCell(taken.cell)
    const { connected } = this.conversation.snapshot()
    const { epoch } = this.#stock
    this.#courier.post({ kind: 'ticked', serial: taken?.serial, epoch, connected })
    this.#unanswered += 1
    if (this.#unanswered === TICKS_UNTIL_SILENT) this.conversation.change({ worker: 'silent' })
    const { clocks, schedule } = this.#world
    const look = (): void => this.#stock.replenish()
    this.#cancelLook = clocks.after(schedule.tickMillis[0] * LOOK_AFTER_SHARE, look)
  }

  async #fetchNews(): Promise<void> {
    const news = await this.#world.relay.fetchNews()
    if (news !== undefined) this.#courier.post({ kind: 'news', news })
  }

  #receive(message: FromWorker): void {
    if (message.kind === 'sealed' || message.kind === 'forgotten' || this.#forgetting === 0)
      this.#obey(message)
  }

  #obey(message: FromWorker): void {
    switch (message.kind) {
      case 'sealed':
        if (this.#unanswered >= TICKS_UNTIL_SILENT) this.conversation.change({ worker: 'at-work' })
        this.#unanswered = 0
        // The next cell may still be a part of what was left.
        this.#stock.put(this.#forgetting > 0 ? { ...message, next: undefined } : message)
        return
      case 'forgotten':
        this.#forgetting -= 1
        return
      case 'newsroom':
        this.conversation.change({ newsroom: message.state })
        return
      case 'words':
        this.conversation.change({ words: message.words })
        return
      case 'thread':
        this.conversation.change({ thread: message.opened ? 'open' : 'failed' })
        return
      case 'outbox':
        this.conversation.takeProgress(message.messages)
        return
      case 'replies':
        this.conversation.change({ replies: message.replies })
        return
    }
  }

  #listMessage(letter: Letter | undefined): number {
    this.#references += 1
    const message = { reference: this.#references, letter, progress: undefined }
    this.conversation.change({ messages: [...this.conversation.snapshot().messages, message] })
    return message.reference
  }
}
