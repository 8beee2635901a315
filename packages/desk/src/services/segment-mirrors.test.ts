import { concatBytes, encodeSegment, parseSegment, segmentName } from '@cronista/protocol'
import { describe, expect, test } from 'vitest'
import { MemoryRelay } from '../adapters/memory/memory-relay.ts'
import { openDirectCellOpener } from '../adapters/direct-cell-opener.ts'
import { nativePrimitives as p } from '../adapters/native-primitives.ts'
import { Contributor, newsroomId, sealed } from '../desk.fixture.ts'
import { Collector } from './collector.ts'
import { openIntake, schedule } from './intake.fixture.ts'

/** A desk that was told of mirrors. */
function openMirrored(count = 1) {
  const desk = openIntake()
  const { ada: keys, clock, store, journal, replyKeys, epochs, held } = desk
  const mirrors = Array.from({ length: count }, () => new MemoryRelay({ newsroomId, clock }))
  const relay = Object.assign(desk.relay, { mirrors })
  const roster = { handIn: () => Promise.resolve() }
  const opener = openDirectCellOpener(p)
  const shared = { keys, clock, schedule, store, relay, journal, replyKeys, epochs, held }
  const collector = new Collector({ ...shared, opener, roster })
  const cellsOf = (text: string) =>
    new Contributor(text).parts(text).map((one) => sealed(desk.epoch, one))
  const texts = () => [...desk.texts()].sort()
  const [mirror] = mirrors
  return { ...desk, relay, mirror: mirror!, mirrors, collector, cellsOf, texts }
}

const away = { code: 'relay-unreachable' }

describe('a desk that was told of mirrors', () => {
  test('takes from them what the relay has while it is away, and once it is back takes all from it again', async () => {
    const desk = openMirrored()
    for (const text of ['Uno.', 'Dos.', 'Tres.']) {
      const cells = desk.cellsOf(text)
      desk.relay.close(p, cells)
      desk.mirror.close(p, cells)
    }
    desk.relay.fail('relay-unreachable')
    await expect(desk.collector.pull()).rejects.toMatchObject(away)
    expect(desk.texts()).toEqual(['Dos.', 'Tres.', 'Uno.'])
    expect(desk.collector.status()).toMatchObject({ lastError: 'relay-unreachable' })
    expect(desk.store.collector.cursor()).toBeUndefined()
    desk.relay.fail()
    await desk.collector.pull()
    expect(desk.texts()).toHaveLength(3)
    expect(desk.store.collector.cursor()).toBe(segmentName(3, 0))
    expect(desk.collector.status()).toMatchObject({ skippedSegments: 0, doMirrorsDiffer: false })
  })

  test('a mirror cannot make it skip what the relay has: invented numbers move nothing', async () => {
    const desk = openMirrored()
    desk.mirror.close(p, desk.cellsOf('Inventado.'), 90_000)
    desk.relay.fail('relay-unreachable')
    await expect(desk.collector.pull()).rejects.toMatchObject(away)
    desk.relay.fail()
    desk.relay.close(p, desk.cellsOf('De veras.'), 1)
    await desk.collector.pull()
    expect(desk.texts()).toContain('De veras.')
    expect(desk.store.collector.cursor()).toBe(segmentName(1, 0))
    expect(desk.collector.status().doMirrorsDiffer).toBe(true)
  })

  test('finds a mirror that gave other cells, once the relay is back, and loses nothing by it', async () => {
    const desk = openMirrored()
    desk.relay.close(p, desk.cellsOf('Lo que llegó.'))
    desk.mirror.close(p, desk.cellsOf('Otra cosa.'))
    desk.relay.fail('relay-unreachable')
    await expect(desk.collector.pull()).rejects.toMatchObject(away)
    expect(desk.collector.status().doMirrorsDiffer).toBe(false)
    desk.relay.fail()
    await desk.collector.pull()
    expect(desk.collector.status().doMirrorsDiffer).toBe(true)
    expect(desk.texts()).toContain('Lo que llegó.')
  })

  test('finds a mirror that left a segment out', async () => {
    const desk = openMirrored()
    for (const text of ['Uno.', 'Dos.', 'Tres.']) desk.relay.close(p, desk.cellsOf(text))
    desk.mirror.close(p, desk.cellsOf('Uno.'), 1)
    desk.mirror.close(p, desk.cellsOf('Tres.'), 3)
    desk.relay.fail('relay-unreachable')
    await expect(desk.collector.pull()).rejects.toMatchObject(away)
    desk.relay.fail()
    await desk.collector.pull()
    expect(desk.collector.status().doMirrorsDiffer).toBe(true)
    expect(desk.texts()).toEqual(expect.arrayContaining(['Uno.', 'Dos.', 'Tres.']))
  })

  test('does not open what a mirror gives in another order, or with a byte too many, and asks the next', async () => {
    const desk = openMirrored(3)
    const cells = [...desk.cellsOf('Uno.'), ...desk.cellsOf('Dos.')]
    const whole = encodeSegment(p, cells)
    const [first, second] = parseSegment(whole)
    const [reordered, longer, honest] = desk.mirrors
    reordered!.closeBytes(concatBytes(Uint8Array.of(1, 0, 2), second!, first!), 1)
    longer!.closeBytes(concatBytes(whole, Uint8Array.of(0)), 1)
    honest!.closeBytes(whole, 1)
    desk.relay.fail('relay-unreachable')
    await expect(desk.collector.pull()).rejects.toMatchObject(away)
    expect(desk.texts()).toEqual(['Dos.', 'Uno.'])
    expect(desk.collector.status().counts.cells).toBe(2)
  })

  test('takes a segment that the relay has no longer, or only damaged, and says where it came from', async () => {
    const desk = openMirrored()
    desk.relay.closeBytes(new Uint8Array(0), 1)
    desk.relay.closeBytes(Uint8Array.of(1, 0, 9, 7), 2)
    desk.relay.close(p, desk.cellsOf('Tres.'), 3)
    desk.mirror.close(p, desk.cellsOf('Uno.'), 1)
    desk.mirror.close(p, desk.cellsOf('Dos.'), 2)
    for (const code of [
      'segment-missing',
      'segment-missing',
      'segment-malformed',
      'segment-malformed',
    ])
      await expect(desk.collector.pull()).rejects.toMatchObject({ code })
    await desk.collector.pull()
    expect(desk.texts()).toEqual(['Dos.', 'Tres.', 'Uno.'])
    expect(desk.store.collector.skipped()).toEqual([
      { number: 1, code: 'segment-from-mirror' },
      { number: 2, code: 'segment-from-mirror' },
    ])
    expect(desk.collector.status().skippedSegments).toBe(0)
  })

  test('takes numbers that the relay left out, and notes the first that no mirror has either', async () => {
    const desk = openMirrored()
    desk.relay.close(p, desk.cellsOf('Uno.'), 1)
    desk.relay.close(p, desk.cellsOf('Cuatro.'), 4)
    desk.mirror.close(p, desk.cellsOf('Dos.'), 2)
    await desk.collector.pull()
    expect(desk.texts()).toEqual(['Cuatro.', 'Dos.', 'Uno.'])
    expect(desk.store.collector.skipped()).toEqual([
      { number: 2, code: 'segment-from-mirror' },
      { number: 3, code: 'segments-withheld' },
    ])
    expect(desk.collector.status().skippedSegments).toBe(1)
  })
})
