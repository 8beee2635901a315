import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DeskError } from '@cronista/desk'
import {
  concatBytes,
  encodeSegment,
  parseSegment,
  segmentName,
  type SegmentName,
} from '@cronista/protocol'
import { portablePrimitives as p } from '@cronista/protocol/portable'
import { describe, expect, it, onTestFinished } from 'vitest'
import { rosterNow } from '../../test/relay-newsroom.fixture.ts'
import { newsroomId } from '../../test/signed-site.fixture.ts'
import { systemNowMillis } from '../adapters/system-clock.ts'
import { RosterCopy } from './roster-copy.ts'
import { SegmentMirror, type AuditedRelay } from './segment-mirror.ts'
import { SegmentShelf } from './segment-shelf.ts'

const DAY = 86_400_000
const NOW = Math.floor(systemNowMillis() / DAY) * DAY + DAY / 2
const nameOf = (number: number, atMillis = NOW) => segmentName(number, atMillis)
const cells = (number: number) => [0, 1].map((one) => new Uint8Array(3072).fill(number * 2 + one))
const segment = (number: number) => encodeSegment(p, cells(number))

/** A mirror of a relay that says what a test has it say. */
async function openMirror(said: Partial<AuditedRelay> & { roomBytes?: number } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'cronista-shelf-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const listed = new Map<SegmentName, Uint8Array>()
  const relay: AuditedRelay = {
    segments: async (after) => {
      const names = [...listed.keys()]
      return after === undefined ? names : names.slice(names.indexOf(after) + 1)
    },
    segment: async (name) => listed.get(name) ?? Promise.reject(new DeskError('segment-missing')),
    roster: async () => undefined,
    ...said,
  }
  const moment = { nowMillis: NOW }
  const roster = await RosterCopy.open(p, newsroomId, folder)
  const { roomBytes = 2 ** 30 } = said
  const open = async () => {
    const shelf = await SegmentShelf.open(p, join(folder, 'segments'))
    const nowMillis = () => moment.nowMillis
    return {
      shelf,
      mirror: new SegmentMirror({ p, relay, origin: '', shelf, roster, nowMillis, roomBytes }),
    }
  }
  return { ...(await open()), listed, moment, roster, reopen: open }
}

const nothing = { copied: 0, refused: [], missing: [], withheld: [], isFull: false }

describe('a mirror of segments', () => {
  it('copies each segment once, and keeps it for fourteen days', async () => {
    const { mirror, shelf, listed, moment, reopen } = await openMirror()
    for (const number of [1, 2]) listed.set(nameOf(number), segment(number))
    expect(await mirror.round()).toEqual({ ...nothing, copied: 2 })
    expect(await mirror.round()).toEqual(nothing)
    expect((await reopen()).shelf.names()).toEqual([nameOf(1), nameOf(2)])
    expect(await shelf.findSegment(nameOf(2))).toEqual(segment(2))
    listed.clear()
    moment.nowMillis += 14 * DAY - 1
    await mirror.round()
    expect(shelf.names()).toHaveLength(2)
    moment.nowMillis += 1
    await mirror.round()
    expect(shelf.names()).toEqual([])
    expect((await reopen()).shelf.names()).toEqual([])
  })

  it('refuses what is no segment, has its cells in another order, or claims an hour to come', async () => {
    const { mirror, listed } = await openMirror()
    const [first, second] = parseSegment(segment(2))
    const header = Uint8Array.of(1, 0, 2)
    listed.set(nameOf(1), new Uint8Array(9))
    listed.set(nameOf(2), concatBytes(header, second!, first!))
    listed.set(nameOf(3), segment(3))
    listed.set(nameOf(4, NOW + 3 * DAY), segment(4))
    const found = {
      ...nothing,
      copied: 1,
      refused: [nameOf(1), nameOf(2), nameOf(4, NOW + 3 * DAY)],
    }
    expect(await mirror.round()).toEqual(found)
    listed.set(nameOf(1), segment(1))
    expect(await mirror.round()).toMatchObject({ copied: 1 })
  })

  it('says which segments a relay lists and does not give, and which it leaves out', async () => {
    const { mirror, listed } = await openMirror({
      segment: async (name) =>
        name === nameOf(2) ? Promise.reject(new DeskError('segment-missing')) : segment(1),
    })
    for (const number of [1, 2, 4]) listed.set(nameOf(number), segment(number))
    const found = { ...nothing, copied: 2, missing: [nameOf(2)], withheld: [3] }
    expect(await mirror.round()).toEqual(found)
  })

  it('takes a listing in another order for no answer', async () => {
    const { mirror, shelf } = await openMirror({ segments: async () => [nameOf(2), nameOf(1)] })
    await expect(mirror.round()).rejects.toMatchObject({ code: 'site-unreachable' })
    expect(shelf.names()).toEqual([])
  })

  it('keeps what it was given first, whatever the relay gives under the same name later', async () => {
    const { mirror, shelf, listed } = await openMirror()
    listed.set(nameOf(1), segment(1))
    await mirror.round()
    listed.set(nameOf(1), segment(9))
    await mirror.round()
    expect(await shelf.findSegment(nameOf(1))).toEqual(segment(1))
  })

  it('stops at its room, and gives what it has', async () => {
    const one = segment(1).length
    const { mirror, shelf, listed } = await openMirror({ roomBytes: 2 * one })
    for (const number of [1, 2, 3]) listed.set(nameOf(number), segment(number))
    expect(await mirror.round()).toEqual({ ...nothing, copied: 2, isFull: true })
    expect(shelf.names()).toEqual([nameOf(1), nameOf(2)])
  })

  it('knows devices by rosters that pass every rule, and by the newest of them', async () => {
    let served = rosterNow(2)
    const { mirror, moment, roster } = await openMirror({ roster: async () => served })
    // Rosters of this moment, and not of the day's noon: they are judged by the clock.
    moment.nowMillis = systemNowMillis()
    await mirror.round()
    expect(roster.newest?.number).toBe(2)
    served = rosterNow(1)
    expect(await mirror.round()).toMatchObject({ rosterFault: 'roster-older' })
    served = rosterNow(3).slice(0, -1)
    expect(await mirror.round()).toMatchObject({ rosterFault: 'roster-malformed' })
    expect(roster.newest?.number).toBe(2)
  })
})
