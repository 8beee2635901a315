import {
  asMessageId,
  coverPlaintext,
  cut,
  drawWords,
  encodePart,
  EPOCH_MILLIS,
  EPOCH_OVERLAP_MILLIS,
  findReplies,
  forgetThread,
  isAcknowledged,
  openThread,
  packLetter,
  PART_BODY_BYTES,
  ProtocolError,
  replyKeyOf,
  sealCell,
  unpackLetter,
  weekOf,
  type EpochRecipient,
  type Letter,
  type NewsroomId,
  type Part,
  type Primitives,
  type Random,
  type Receipt,
  type Thread,
} from '@cronista/protocol'
import { Outbox, type OutgoingMessage, type OutgoingPart } from './outbox.ts'
import { ReplyShelf } from './reply-shelf.ts'
import { Trust, type News, type NewsroomState } from './trust.ts'
import type { FromWorker, LaterCells, ToWorker } from './worker-messages.ts'

/** What a courier is given of the world. */
export interface CourierWorld {
  readonly primitives: Primitives
  readonly random: Random
  readonly nowMillis: () => number
  readonly newsroomId: NewsroomId
  /** In how many ticks each part leaves. */
  readonly sendsPerPart: number
  readonly emit: (message: FromWorker) => void
}

/** Covers that the page holds beside the next cell, for ticks that come while the worker derives a
 *  thread; after them it seals its own. */
const SPARES = 2
/** Ten minutes short of the time for which two epochs run side by side. */
const MAX_LAG_MILLIS = EPOCH_OVERLAP_MILLIS - 600_000
const WEEKS_BACK = 3
/** So near to the change to the next epoch, spare cover for it is sealed at once: longer than any wait
 *  between two ticks. */
const LATER_AHEAD_MILLIS = 600_000
/** Acknowledgements are looked up in multiples of this, so that a few messages cost what none do. */
const LOOKUPS = 8

/** The worker's whole work: seals what leaves, judges and reads what comes, holds the thread.
 *
 *  A reader's courier does the same as a contributor's: it has a thread too, a random one that
 *  nobody else knows, signs with it, looks for its replies and acknowledgements, and seals the same
 *  number of cells at the same moments. Only deriving a thread from words happens for few. */
export class Courier {
  readonly #world: CourierWorld
  readonly #outbox: Outbox
  readonly #shelf = new ReplyShelf()
  /** Which part each sealed cell carries: a tick may name the one before the newest. */
  readonly #carried = new Map<number, OutgoingPart | undefined>()
  readonly #trust: Trust
  #thread: Thread
  #threadIsOpen = false
  /** How long after midnight this visit changes to the new day's epoch: for each visit another, so
   *  that a busy worker, which changes a little late, cannot be told from an idle one. */
  readonly #lagMillis: number
  #throwAway: EpochRecipient
  #laterIsSealed = false
  /** The number under which the last cells were sealed; it never falls. */
  #epochNumber = 0
  #serial = 0
  #nextIsPart = false
  #repliesRead = 0
  #toldState: NewsroomState | undefined

  constructor(world: CourierWorld) {
    this.#world = world
    this.#outbox = new Outbox(world.sendsPerPart)
    this.#trust = new Trust(world.primitives, world.newsroomId)
    this.#thread = standInThread(world.primitives, world.random)
    this.#lagMillis = drawLag(world.random)
    this.#throwAway = this.#newThrowAway()
    this.#sealAnew()
    this.#warmUp()
  }

  /** Obeys one message of the page. */
  receive(message: ToWorker): void {
    switch (message.kind) {
      case 'ticked':
        this.#ticked(message)
        return
      case 'news':
        this.#takeNews(message.news)
        return
      case 'draw-words':
        this.#world.emit({ kind: 'words', words: drawWords(this.#world.random) })
        return
      case 'open-thread':
        this.#openThread(message.words)
        return
      case 'queue':
        this.#queueLetter(message.reference, message.letter)
        return
      case 'confirm-read':
        this.#confirmRead(message.reference, message.number)
        return
      case 'forget':
        this.#forget()
        return
    }
  }

  #ticked({ serial, epoch, connected }: Extract<ToWorker, { kind: 'ticked' }>): void {
    const part = serial === undefined ? undefined : this.#carried.get(serial)
    if (part !== undefined && connected) this.#outbox.sent(part)
    const before = this.#epochNumber
    // The page may have changed to the next epoch before the worker heard of it.
    const recipient = this.#recipient(epoch)
    // Nothing of the day before may leave after something of this one.
    if (this.#epochNumber === before) this.#sealMore(recipient, serial === undefined)
    else this.#sealAnew()
    this.#tellOutbox()
  }

  #sealMore(recipient: EpochRecipient | undefined, spareLeft: boolean): void {
    const spares = spareLeft ? [this.#sealCover(recipient)] : []
    const next = spareLeft ? undefined : this.#sealNext(recipient)
    const later = this.#laterIsSealed ? undefined : this.#sealLater(true)
    const to = recipient ?? this.#throwAway
    this.#world.emit({ kind: 'sealed', next, spares, anew: false, to, later })
    this.#tellNewsroom()
  }

  /** The next epoch, and spare cover for after the change to it: sealed at the first tick that comes, as
   *  few visits last until then, and at once where the change is near. */
  #sealLater(atTick: boolean): LaterCells {
    const number = this.#epochNumber + 1
    const fromMillis = number * EPOCH_MILLIS + this.#lagMillis
    this.#laterIsSealed = atTick || this.#world.nowMillis() >= fromMillis - LATER_AHEAD_MILLIS
    const to = this.#trust.news?.roster.epochs.find((epoch) => epoch.number === number) ?? {
      number,
      publicKey: this.#throwAway.publicKey,
    }
    return { fromMillis, to, spares: this.#laterIsSealed ? this.#sealSpares(to) : [] }
  }

  #sealSpares(recipient: EpochRecipient | undefined): readonly Uint8Array[] {
    return Array.from({ length: SPARES }, () => this.#sealCover(recipient))
  }

  #takeNews(news: News): void {
    this.#trust.take(news, this.#world.nowMillis())
    this.#sealAnew()
    this.#readEdition()
    this.#tellOutbox()
  }

  /** Cells sealed before the keys were known, or to keys since replaced, could be told apart. */
  #sealAnew(): void {
    const recipient = this.#recipient()
    if (recipient === undefined) this.#throwAway = this.#newThrowAway()
    const next = this.#sealNext(recipient)
    const spares = this.#sealSpares(recipient)
    const later = this.#sealLater(false)
    const to = recipient ?? this.#throwAway
    this.#world.emit({ kind: 'sealed', next, spares, anew: true, to, later })
    this.#tellNewsroom()
  }

  /** To whom cells are sealed now, if to anybody; notes the number under which they are. */
  #recipient(epoch = 0): EpochRecipient | undefined {
    const nowMillis = this.#world.nowMillis()
    const lagMillis = this.#lagMillis
    const atLeast = Math.max(epoch, this.#epochNumber)
    const recipient = this.#trust.recipient({ nowMillis, lagMillis, atLeast })
    this.#epochNumber = atLeast
    this.#epochNumber = recipient?.number ?? this.#laggedDay()
    if (recipient === undefined && this.#throwAway.number !== this.#epochNumber)
      this.#throwAway = this.#newThrowAway()
    return recipient
  }

  #sealNext(recipient: EpochRecipient | undefined): { serial: number; cell: Uint8Array } {
    const waiting = this.#outbox.next()
    // Signed for everybody, so that cover costs what a part costs.
    const { random, nowMillis } = this.#world
    const signed = this.#encode(waiting ?? standInPart(random, nowMillis()))
    const real = waiting !== undefined && recipient !== undefined
    const cell = this.#seal(recipient, real ? signed : coverPlaintext())
    signed.fill(0)
    // Sealing may have found that the key is none, and sealed cover instead.
    const part = this.#trust.news === undefined ? undefined : waiting
    this.#serial += 1
    this.#carried.set(this.#serial, part)
    this.#carried.delete(this.#serial - LOOKUPS)
    this.#nextIsPart = part !== undefined
    return { serial: this.#serial, cell }
  }

  #sealCover(recipient: EpochRecipient | undefined): Uint8Array {
    return this.#seal(recipient, coverPlaintext())
  }

  #seal(recipient: EpochRecipient | undefined, plaintext: Uint8Array): Uint8Array {
    const { primitives, newsroomId, random } = this.#world
    const randomness = random(64)
    try {
      return sealCell(primitives, newsroomId, recipient ?? this.#throwAway, plaintext, randomness)
    } catch (error) {
      if (!(error instanceof ProtocolError) || recipient === undefined) throw error
      // Two people signed a key that is none. Nothing real leaves under such a roster.
      this.#trust.refuse('key-malformed')
      this.#throwAway = this.#newThrowAway()
      return sealCell(primitives, newsroomId, this.#throwAway, coverPlaintext(), randomness)
    } finally {
      plaintext.fill(0)
      randomness.fill(0)
    }
  }

  #encode({ message, number }: OutgoingPart): Uint8Array {
    const { kind, messageId, week, replyKey, bodies } = message
    const sender = {
      contributor: this.#thread.contributorPublicKey,
      week,
      replyKey,
      messageId,
      repliesRead: this.#repliesRead,
      rosterHead: this.#trust.news?.roster.head ?? new Uint8Array(32),
    }
    const body = bodies[number] ?? new Uint8Array(0)
    const part: Part | Receipt =
      kind === 'receipt'
        ? { kind, ...sender }
        : { kind: 'part', ...sender, number, count: bodies.length, body }
    const { primitives, newsroomId } = this.#world
    return encodePart(primitives, newsroomId, this.#thread.contributorSeed, part)
  }

  /** Looks for acknowledgements and replies; for a reader too, who has none. */
  #readEdition(): void {
    const news = this.#trust.news
    if (news === undefined) return
    const { primitives: p, newsroomId, random, nowMillis } = this.#world
    const unconfirmed = this.#outbox.unconfirmed()
    for (const message of unconfirmed)
      if (isAcknowledged(p, newsroomId, news.edition, message.replyKey, message.messageId))
        this.#outbox.confirm(message)
    for (let spare = unconfirmed.length; spare % LOOKUPS !== 0 || spare === 0; spare++)
      isAcknowledged(p, newsroomId, news.edition, random(32), asMessageId(random(16)))
    const week = weekOf(nowMillis())
    const keys = Array.from({ length: WEEKS_BACK + 2 }, (_, index) =>
      replyKeyOf(p, newsroomId, this.#thread, week + 1 - index),
    )
    const contributor = this.#thread.contributorPublicKey
    this.#shelf.take(findReplies(p, newsroomId, news.edition, news.roster, contributor, keys))
    for (const key of keys) key.fill(0)
    if (this.#threadIsOpen) this.#world.emit({ kind: 'replies', replies: this.#shelf.read() })
  }

  #openThread(words: readonly number[]): void {
    const { primitives, newsroomId, emit } = this.#world
    try {
      this.#thread = openThread(primitives, newsroomId, words)
      this.#threadIsOpen = true
    } catch {
      // A phone that cannot spare 19 MiB; wrong words were found before they came here.
      emit({ kind: 'thread', opened: false })
      return
    }
    emit({ kind: 'thread', opened: true })
    this.#readEdition()
  }

  #queueLetter(reference: number, letter: Letter): void {
    if (!this.#threadIsOpen) return
    const packed = packLetter(letter)
    this.#queue('letter', reference, cut(packed, PART_BODY_BYTES))
    packed.fill(0)
  }

  #confirmRead(reference: number, number: number): void {
    if (!this.#threadIsOpen) return
    this.#repliesRead = Math.max(this.#repliesRead, number)
    this.#queue('receipt', reference, [new Uint8Array(0)])
  }

  #queue(kind: OutgoingMessage['kind'], reference: number, bodies: readonly Uint8Array[]): void {
    const { primitives, newsroomId, random, nowMillis } = this.#world
    const week = weekOf(nowMillis())
    const replyKey = replyKeyOf(primitives, newsroomId, this.#thread, week)
    const messageId = asMessageId(random(16))
    this.#outbox.queue({ kind, reference, messageId, week, replyKey, bodies })
    this.#tellOutbox()
  }

  #tellOutbox(): void {
    if (!this.#threadIsOpen) return
    // The cell for the coming tick was sealed before the message was there.
    const ahead = this.#nextIsPart ? 0 : 1
    const messages = this.#outbox.progress().map((message) => ({
      ...message,
      ticksLeft: message.ticksLeft === 0 ? 0 : message.ticksLeft + ahead,
    }))
    this.#world.emit({ kind: 'outbox', messages })
  }

  #tellNewsroom(): void {
    const { state } = this.#trust
    if (state !== this.#toldState) this.#world.emit({ kind: 'newsroom', state })
    this.#toldState = state
  }

  /** Runs once through what only contributors need, with small costs, in everybody's worker: the
   *  engine has then compiled the same functions everywhere. */
  #warmUp(): void {
    const { primitives, random, newsroomId } = this.#world
    const cost = { memoryKiB: 8, passes: 1, lanes: 1, length: 32 }
    drawWords(random)
    primitives.argon2id(random(16), newsroomId, cost)
    unpackLetter(packLetter({ language: 'es', text: ' ' }))
  }

  #newThrowAway(number = this.#laggedDay()): EpochRecipient {
    const { primitives, random } = this.#world
    // An epoch's number is its day, so this byte looks like everybody's.
    return { number, publicKey: primitives.xwingPublicKey(random(32)) }
  }

  #laggedDay(): number {
    const day = Math.floor((this.#world.nowMillis() - this.#lagMillis) / EPOCH_MILLIS)
    return Math.max(this.#epochNumber, day)
  }

  #forget(): void {
    forgetThread(this.#thread)
    this.#outbox.forget()
    this.#shelf.forget()
    this.#carried.clear()
    this.#threadIsOpen = false
    this.#repliesRead = 0
    this.#thread = standInThread(this.#world.primitives, this.#world.random)
    this.#world.emit({ kind: 'forgotten' })
    this.#sealAnew()
  }
}

/** Between 0 and 50 minutes, each as likely as the others. */
function drawLag(random: Random): number {
  const drawn = random(4).reduce((sum, byte) => sum * 256 + byte, 0)
  return Math.floor((drawn / 2 ** 32) * MAX_LAG_MILLIS)
}

function standInThread(p: Primitives, random: Random): Thread {
  const contributorSeed = random(32)
  return {
    contributorSeed,
    contributorPublicKey: p.ed25519PublicKey(contributorSeed),
    secret: random(32),
  }
}

function standInPart(random: Random, nowMillis: number): OutgoingPart {
  return {
    number: 0,
    message: {
      kind: 'letter',
      reference: 0,
      messageId: asMessageId(random(16)),
      week: weekOf(nowMillis),
      replyKey: random(32),
      bodies: [random(PART_BODY_BYTES)],
    },
  }
}
