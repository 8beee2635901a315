import type { JournalEvent } from '@cronista/newsroom'
import { describe, expect, test } from 'vitest'
import { openMemoryDeskStore } from '../adapters/memory/memory-desk-store.ts'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { DeskError } from '../desk-error.ts'
import { Contributor, longText, NOON_MILLIS, sealed } from '../desk.fixture.ts'
import type { DeskStore } from '../ports/desk-store.ts'
import { openIntake, openNewsroom } from './intake.fixture.ts'
import { SLICE_CELLS } from './segment-intake.ts'

const SLICES = 3
const QUOTAS = {
  known: { messages: 400, bytes: 1_000_000 },
  stranger: { messages: 10, bytes: 1_000_000 },
  strangers: { messages: 90, bytes: 1_000_000 },
}

const long = Array.from({ length: 6 }, (_, number) => `${number} ${longText(3)}`)
const short = Array.from({ length: SLICES * SLICE_CELLS - 40 }, (_, number) => `${number}`)
const said = [...long, ...short]
let cells: readonly Uint8Array[] | undefined

/** Before a relay with one segment of several slices: messages of one part and of several, whose parts lie in
 *  different slices, and more than the day has room for. The store takes so many changes and no more. */
function openBesieged() {
  const disk = { changesLeft: Number.POSITIVE_INFINITY }
  const inner = openMemoryDeskStore()
  const store: DeskStore = {
    ...inner,
    change(work) {
      if (disk.changesLeft-- <= 0) throw new DeskError('storage-failed')
      return inner.change(work)
    },
  }
  const newsroom = openNewsroom(store)
  const desk = openIntake(newsroom, QUOTAS)
  cells ??= said
    .flatMap((text) => new Contributor(text.slice(0, 20)).parts(text))
    .map((one) => sealed(desk.epoch, one))
  expect(Math.ceil(cells.length / SLICE_CELLS)).toBe(SLICES)
  desk.relay.close(p, cells)
  return { desk, disk, reopen: () => openIntake(newsroom, QUOTAS) }
}

/** Everything that came, let in or held back. */
function everything(desk: ReturnType<typeof openIntake>): readonly string[] {
  while (desk.conversations.admitStrangers(256) > 0);
  return desk.texts().sort()
}

describe('a segment that is taken in by slices', () => {
  test('lets the desk do other things between two of them', async () => {
    const { desk } = openBesieged()
    const seen = new Set<number>([0])
    const look = () => {
      seen.add(desk.texts().length + desk.conversations.heldStrangers().messages)
      if (desk.store.collector.cursor() === undefined) setImmediate(look)
    }
    setImmediate(look)
    await desk.collector.pull()
    look()
    expect(Math.max(...seen)).toBe(said.length)
    const steps = [...seen].map((count, at, all) => count - (all[at - 1] ?? 0))
    expect(Math.max(...steps)).toBeLessThanOrEqual(SLICE_CELLS)
  })

  test.each([1, 2, 3])('is not lost and not doubled if change %i fails', async (change) => {
    const { desk, disk, reopen } = openBesieged()
    disk.changesLeft = change
    await expect(desk.collector.pull()).rejects.toThrow('storage-failed')
    expect(desk.store.collector.cursor()).toBeUndefined()
    disk.changesLeft = Number.POSITIVE_INFINITY
    const again = reopen()
    await again.collector.pull()
    expect(again.store.collector.cursor()).toBeDefined()
    expect(again.texts()).toHaveLength(QUOTAS.strangers.messages)
    expect(everything(again)).toEqual([...said].sort())
    expect(again.store.secrets.list('pending-part')).toEqual([])
  })

  test('is left where it is when the desk is locked, and begun again', async () => {
    const { desk, reopen } = openBesieged()
    let stopped: Promise<void> | undefined
    desk.journal.subscribe(() => {
      stopped ??= desk.collector.stop()
    })
    await desk.collector.pull()
    await stopped
    expect(desk.texts().length).toBeLessThanOrEqual(SLICE_CELLS)
    expect(desk.store.collector.cursor()).toBeUndefined()
    const again = reopen()
    await again.collector.pull()
    expect(everything(again)).toEqual([...said].sort())
  })

  test('leaves no more room than there is, whatever comes from others between two slices', async () => {
    const { desk } = openBesieged()
    let theirs = 0
    desk.journal.subscribe(() => {
      if (theirs++ === 0) setImmediate(() => desk.journal.append(strangersMessages(20)))
    })
    await desk.collector.pull()
    expect(theirs).toBeGreaterThan(2)
    expect(desk.texts()).toHaveLength(QUOTAS.strangers.messages)
  })
})

/** What another desk has let in of a stranger's. */
function strangersMessages(count: number): readonly JournalEvent[] {
  const [thread, receivedAtMillis] = ['5a'.repeat(16), NOON_MILLIS]
  const contributor = '5b'.repeat(32)
  const came = { v: 1, thread, language: 'es', week: 0, repliesRead: 0, receivedAtMillis } as const
  return [
    { v: 1, type: 'thread-opened', thread, contributor, handle: 'Pino 1', openedAtMillis: 0 },
    ...Array.from({ length: count }, (_, number): JournalEvent => {
      const messageId = number.toString(16).padStart(32, '0')
      return { ...came, type: 'message-received', messageId, text: `Suyo ${number}` }
    }),
  ]
}
