import type { MessageId } from '@cronista/protocol'

/** One message that waits to leave, already cut. */
export interface OutgoingMessage {
  readonly kind: 'letter' | 'receipt'
  /** What the page calls it. */
  readonly reference: number
  readonly messageId: MessageId
  readonly week: number
  /** The reply key of that week, 32 bytes: it will be acknowledged under this one. */
  readonly replyKey: Uint8Array
  /** At most 1,745 bytes each; a receipt has one, empty. */
  readonly bodies: readonly Uint8Array[]
}

/** One part on its way. */
export interface OutgoingPart {
  readonly message: OutgoingMessage
  readonly number: number
}

/** How far one message has come, counted in ticks. */
export interface MessageProgress {
  readonly kind: 'letter' | 'receipt'
  readonly reference: number
  readonly sends: number
  readonly sendsNeeded: number
  /** Ticks until its last cell has left; 0 when it has. */
  readonly ticksLeft: number
  /** An edition says that the newsroom has it. */
  readonly received: boolean
}

interface Waiting extends OutgoingPart {
  sends: number
}

/** The parts that wait. Each leaves in a fixed number of ticks, whatever the network answers: the
 *  whole queue once, then the whole queue again (§10). */
export class Outbox {
  readonly #sendsPerPart: number
  readonly #received = new Set<OutgoingMessage>()
  #messages: OutgoingMessage[] = []
  #parts: Waiting[] = []

  constructor(sendsPerPart: number) {
    this.#sendsPerPart = sendsPerPart
  }

  queue(message: OutgoingMessage): void {
    this.#messages.push(message)
    this.#parts.push(...message.bodies.map((_, number) => ({ message, number, sends: 0 })))
  }

  /** The part that leaves next: of those sent least often, the oldest. */
  next(): OutgoingPart | undefined {
    return this.#order()[0]
  }

  /** Counts a tick in which this part left. */
  sent(part: OutgoingPart): void {
    for (const waiting of this.#parts)
      if (waiting.message === part.message && waiting.number === part.number) waiting.sends += 1
  }

  /** Every message that no edition has acknowledged. */
  unconfirmed(): readonly OutgoingMessage[] {
    return this.#messages.filter((message) => !this.#received.has(message))
  }

  /** Notes that an edition acknowledged a message; it goes on leaving all the same. */
  confirm(message: OutgoingMessage): void {
    this.#received.add(message)
  }

  progress(): readonly MessageProgress[] {
    const order = this.#order()
    return this.#messages.map((message) => {
      const sends = this.#parts
        .filter((part) => part.message === message)
        .reduce((sum, part) => sum + Math.min(part.sends, this.#sendsPerPart), 0)
      return {
        kind: message.kind,
        reference: message.reference,
        sends,
        sendsNeeded: message.bodies.length * this.#sendsPerPart,
        ticksLeft: order.map((part) => part.message).lastIndexOf(message) + 1,
        received: this.#received.has(message),
      }
    })
  }

  /** Overwrites everything that waits. */
  forget(): void {
    for (const { replyKey, bodies } of this.#messages) {
      replyKey.fill(0)
      for (const body of bodies) body.fill(0)
    }
    this.#messages = []
    this.#parts = []
    this.#received.clear()
  }

  /** All sends to come: one entry for each, in the order in which they leave. */
  #order(): readonly OutgoingPart[] {
    const order: OutgoingPart[] = []
    for (let round = 0; round < this.#sendsPerPart; round++)
      order.push(...this.#parts.filter((part) => part.sends <= round))
    return order
  }
}
