// How long a desk takes, once its passphrase is accepted, to check and fold a journal of 100,000 entries
// from disk: the first time, when it opens each, and every time after, when it has gathered them; beside its limit in the same run: bare ChaCha20-Poly1305 and JSON.parse of the same bytes,
// already in memory. Four in ten entries are of conversations, the others edits of stories.
import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deskKeysOf, Journal, nativePrimitives, openSqliteDeskStore } from '@cronista/desk'
import type { JournalEvent } from '@cronista/newsroom'
import { asNewsroomId, asPersonId, toBase64Url, toHex } from '@cronista/protocol'

const ENTRIES = 100_000
const ENTRIES_PER_CHANGE = 2_000
const ROUNDS = 5
const BUDGET_MILLIS = 3_000
/** What the padding of an event comes to (docs/protocol.md §8). */
const PADDING_BYTES = 256

/** One measured way of reading the journal. */
export interface UnlockRow {
  readonly what: string
  /** Median over the rounds. */
  readonly millis: number
  /** Against the bare peer of the same round; median. */
  readonly ratio: number
  readonly budgetMillis?: number
}

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length))
const id = (): string => toHex(random(16))

/** Measures both in turns. */
export async function benchUnlock(): Promise<readonly UnlockRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-unlock-'))
  try {
    const events = realisticEvents()
    const unlock = writtenJournal(join(folder, 'desk.sqlite'), events)
    const bare = barePeer(events)
    bare()
    const bareAtFirst = millisOf(bare)
    const first = millisOf(unlock)
    const times = { unlock: [] as number[], bare: [] as number[] }
    for (let round = 0; round < ROUNDS; round++) {
      times.bare.push(millisOf(bare))
      times.unlock.push(millisOf(unlock))
    }
    const ratios = times.unlock.map((millis, round) => millis / (times.bare[round] ?? millis))
    return [
      { what: 'bare AEAD and JSON', millis: Math.round(median(times.bare)), ratio: 1 },
      {
        what: 'the first time',
        millis: Math.round(first),
        ratio: Number((first / bareAtFirst).toFixed(2)),
      },
      {
        what: `unlock and fold ${String(ENTRIES)} entries`,
        millis: Math.round(median(times.unlock)),
        ratio: Number(median(ratios).toFixed(2)),
        budgetMillis: BUDGET_MILLIS,
      },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Conversations of thirty messages and the answers to them, and stories of two hundred edits. */
function realisticEvents(): readonly JournalEvent[] {
  const person = id()
  const events: JournalEvent[] = []
  for (let conversation = 0; events.length < ENTRIES; conversation++) {
    const thread = id()
    events.push(...conversationOf(thread, person, conversation))
    if (conversation % 3 === 0) events.push(...storyOf(id(), person))
  }
  return events.slice(0, ENTRIES)
}

function conversationOf(thread: string, person: string, number: number): readonly JournalEvent[] {
  const inThread = { v: 1, thread } as const
  const written = { text: 'Pasaron tres camiones. '.repeat(12), language: 'es' } as const
  const message = { ...inThread, type: 'message-received', ...written, week: 2970 } as const
  const opened = { contributor: toHex(random(32)), handle: `Ceiba ${String(number)}` }
  const events: JournalEvent[] = [
    { ...inThread, type: 'thread-opened', ...opened, openedAtMillis: number },
  ]
  for (let place = 0; place < 30; place++) {
    const messageId = id()
    events.push({ ...message, messageId, repliesRead: 0, receivedAtMillis: number + place })
    if (place % 3 === 0)
      events.push(
        {
          ...{ ...inThread, type: 'reply-written', ...written, person, number: place / 3 + 1 },
          ...{ requestId: `request-${String(place)}`, writtenAtMillis: number + place },
        },
        {
          ...{ ...inThread, type: 'messages-read', messageIds: [messageId], person },
          readAtMillis: number + place,
        },
      )
  }
  return events
}

function storyOf(story: string, person: string): readonly JournalEvent[] {
  const told = { v: 1, story, person } as const
  const edits = Array.from({ length: 200 }, (_, place) => {
    const update = toBase64Url(random(place % 20 === 0 ? 1500 : 90))
    return { ...told, type: 'story-edited', update, editedAtMillis: place } as const
  })
  return [{ ...told, type: 'story-opened', original: 'es', openedAtMillis: 0 }, ...edits]
}

/** A desk's database with these events, and what opens it. */
function writtenJournal(path: string, events: readonly JournalEvent[]): () => void {
  const vault = {
    ...{ masterKey: random(32), deviceSeed: random(32), prekeySeed: random(32) },
    ...{ personId: asPersonId(random(16)), newsroomId: asNewsroomId(random(32)) },
    ...{ newsroomName: 'El Cenzontle', personName: 'Ada' },
  }
  const keys = deskKeysOf(nativePrimitives, random, vault)
  const written = openSqliteDeskStore(path)
  written.change((stores) => Journal.found(keys, stores))
  const journal = Journal.open(keys, written)
  const person = toHex(vault.personId)
  for (let from = 0; from < events.length; from += ENTRIES_PER_CHANGE)
    journal.append(
      events
        .slice(from, from + ENTRIES_PER_CHANGE)
        .map((event) => ('person' in event ? { ...event, person } : event)),
    )
  written.close()
  return () => {
    const store = openSqliteDeskStore(path)
    const { heads } = Journal.open(keys, store)
    store.close()
    const [head] = heads.values()
    if (head?.sequence !== events.length) throw new Error('entries are missing')
  }
}

/** The same events, padded as in the journal, sealed under one key. */
function barePeer(events: readonly JournalEvent[]): () => void {
  const [key, nonce] = [createSecretKey(random(32)), new Uint8Array(12)]
  const sealed = events.map((event) => {
    const json = Buffer.from(JSON.stringify(event))
    const used = 4 + json.length
    const padded = Buffer.alloc(Math.ceil(used / PADDING_BYTES) * PADDING_BYTES)
    padded.writeUInt32BE(json.length)
    json.copy(padded, 4)
    const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 })
    const ciphertext = Buffer.concat([cipher.update(padded), cipher.final()])
    return { ciphertext, tag: cipher.getAuthTag() }
  })
  return () => {
    for (const { ciphertext, tag } of sealed) {
      const cipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 })
      cipher.setAuthTag(tag)
      const padded = cipher.update(ciphertext)
      cipher.final()
      JSON.parse(padded.toString('utf8', 4, 4 + padded.readUInt32BE()))
    }
  }
}

function millisOf(work: () => void): number {
  const before = performance.now()
  work()
  return performance.now() - before
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
