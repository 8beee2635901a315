// A hostile relay, one test an attack: what comes of it, who finds it, and when. Attacks that are tried
// elsewhere stand in the table of docs/threat-model.md.
import { nativePrimitives as p } from '@cronista/desk'
import { openCell } from '@cronista/protocol'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  letterOf,
  runHostileWorld,
  type HostileOutcome,
  type Shown,
} from './hostile-world.fixture.ts'
import { RELAYS_EPOCH_SEED } from './visitor-mischiefs.fixture.ts'

let writers: HostileOutcome
let readers: HostileOutcome
beforeAll(async () => {
  writers = await runHostileWorld(true)
  readers = await runHostileWorld(false)
})

const HOUR = 3_600_000
const trusted = { kind: 'trusted' } as const
/** It believes itself in the right newsroom, has sent what was written, and is told that it arrived. */
const heard: Shown = { newsroom: trusted, sent: true, received: true }
/** The same, but nothing tells it that it arrived. */
const unheard: Shown = { ...heard, received: false }

/** How often each desk has what this visitor wrote. */
function copies(visitor: string): readonly number[] {
  return writers.texts.map((texts) => texts.filter((text) => text === letterOf(visitor)).length)
}

/** Each exchange of some on a line of its own, so that a difference can be read. */
function seen({ trace }: HostileOutcome, whose: (who: string) => boolean): readonly string[] {
  return trace.exchanges
    .filter(({ who }) => whose(who))
    .map((exchange) => Object.values(exchange).join(' | '))
}

function expectSameSight(visitor: string): void {
  const written = seen(writers, (who) => who === visitor)
  expect(written.filter((line) => line.includes('POST /c')).length).toBeGreaterThan(10)
  expect(written).toEqual(seen(readers, (who) => who === visitor))
}

test('without any mischief a message arrives once, and the edition two hours later says so', () => {
  expect(writers.shown.get('untouched')).toEqual(heard)
  expect(copies('untouched')).toEqual([1, 1])
  expect(readers.texts).toEqual([[], []])
})

describe('a relay that for one visitor', () => {
  test('answers with errors: who waits to write sends and asks as who reads, and is told that nothing leaves', () => {
    expectSameSight('errors')
    expect(writers.shown.get('errors')).toEqual({
      ...unheard,
      newsroom: { kind: 'waiting' },
      sent: false,
    })
    expect(copies('errors')).toEqual([0, 0])
  })

  test('answers after fifty seconds: who writes sends and asks as who reads, and is heard', () => {
    expectSameSight('delays')
    expect(writers.shown.get('delays')?.sent).toBe(true)
    expect(copies('delays')).toEqual([1, 1])
  })

  test('cuts every connection: who waits to write sends and asks as who reads, and is told that nothing leaves', () => {
    expectSameSight('cuts')
    expect(writers.shown.get('cuts')).toEqual({
      ...unheard,
      newsroom: { kind: 'waiting' },
      sent: false,
    })
    expect(copies('cuts')).toEqual([0, 0])
  })

  test('does any of all this cannot tell from any other exchange either, of anybody, who writes', () => {
    expect(seen(writers, () => true).length).toBeGreaterThan(800)
    expect(seen(writers, () => true)).toEqual(seen(readers, () => true))
  })
})

describe('a relay that takes a visitor’s cells and', () => {
  test('throws them away is never believed: no edition acknowledges the message, and the page says so', () => {
    expect(writers.shown.get('lost')).toEqual(unheard)
    expect(copies('lost')).toEqual([0, 0])
  })

  test('throws every second away prevents nothing: each part leaves twice', () => {
    expect(writers.shown.get('thinned')).toEqual(heard)
    expect(copies('thinned')).toEqual([1, 1])
  })

  test('hands them in again, and lists them again in later segments, doubles nothing', () => {
    expect(writers.shown.get('repeated')).toEqual(heard)
    expect(copies('repeated')).toEqual([1, 1])
  })

  test('swaps halves of them gives the desks nothing to open; no edition acknowledges the message', () => {
    expect(writers.shown.get('spliced')).toEqual(unheard)
    expect(copies('spliced')).toEqual([0, 0])
  })

  test('truncates them gives the desks nothing to open; no edition acknowledges the message', () => {
    expect(writers.shown.get('truncated')).toEqual(unheard)
    expect(copies('truncated')).toEqual([0, 0])
  })
})

describe('a relay that gives a desk', () => {
  test('a segment cut short is found by that desk within seconds, which warns; through the journal of the other every message is read and acknowledged all the same', () => {
    expect(writers.warned[0].atFirst).toEqual(['segment-malformed'])
    expect(writers.warned[0].inTheEnd).toEqual(['segment-skipped'])
    expect(writers.texts[0]).toEqual(writers.texts[1])
    expect(writers.texts[0].length).toBeGreaterThan(5)
    expect(writers.shown.get('untouched')?.received).toBe(true)
  })

  test('a segment in another order, or the cells of one again in the next, is not believed the first time, and changes nothing the second', () => {
    const first = ({ request }: { readonly request: string }) =>
      /segments\/.*0000000001$/u.test(request)
    const asked = writers.trace.exchanges.filter((one) => one.who === 'Bruno' && first(one))
    expect(asked.map(({ status }) => status)).toEqual([200, 200])
    expect(writers.warned[1]).toEqual({ atFirst: ['segment-malformed'], inTheEnd: [] })
    expect(new Set(writers.texts[1]).size).toBe(writers.texts[1].length)
  })
})

describe('a relay that serves one visitor', () => {
  test('a roster with a key of its own, signed with a stolen device: the page refuses it at once, says so, and sends cover only', () => {
    expect(writers.shown.get('ownRoster')).toEqual({
      ...{
        newsroom: { kind: 'refused', refusal: 'roster-half-signed' },
        sent: false,
        received: false,
      },
    })
    const { cellsUnderOwnRoster: cells, newsroomId } = writers
    expect(cells.length).toBeGreaterThan(10)
    const day = cells[0]?.[0] ?? 0
    const opened = cells.map((cell) =>
      openCell(p, newsroomId, cell, { number: day, seed: RELAYS_EPOCH_SEED }),
    )
    expect(opened.filter((cell) => cell !== undefined)).toEqual([])
    expect(copies('ownRoster')).toEqual([0, 0])
    expectSameSight('ownRoster')
  })

  test('a roster of three days ago: the page refuses it at once, says so, and sends cover only', () => {
    expect(writers.shown.get('oldRoster')).toEqual({
      ...{ newsroom: { kind: 'refused', refusal: 'roster-expired' }, sent: false, received: false },
    })
    expect(copies('oldRoster')).toEqual([0, 0])
    expectSameSight('oldRoster')
  })

  test('a forged edition: the page refuses it at once, says so, and sends cover only', () => {
    expect(writers.shown.get('forgedEdition')).toEqual({
      ...{
        newsroom: { kind: 'refused', refusal: 'edition-unsigned' },
        sent: false,
        received: false,
      },
    })
    expect(copies('forgedEdition')).toEqual([0, 0])
    expectSameSight('forgedEdition')
  })

  test('no edition: the page says that nothing leaves yet, and sends cover only', () => {
    expect(writers.shown.get('withheldEdition')).toEqual({
      ...{ newsroom: { kind: 'waiting' }, sent: false, received: false },
    })
    expect(copies('withheldEdition')).toEqual([0, 0])
    expectSameSight('withheldEdition')
  })

  test.each(['frozen', 'goesBack', 'ownEdition'])(
    'an edition that others do not get (%s) makes nothing be told as received; what it writes is read',
    (visitor) => {
      expect(writers.shown.get(visitor)).toEqual(unheard)
      expect(copies(visitor)).toEqual([1, 1])
      expectSameSight(visitor)
    },
  )

  test.each(['frozen', 'goesBack'])(
    'an edition of hours ago (%s): its page tells from when its newest edition is',
    (visitor) => {
      const untouched = writers.newestAt.get('untouched') ?? 0
      expect(untouched - (writers.newestAt.get(visitor) ?? 0)).toBeGreaterThanOrEqual(HOUR)
    },
  )
})
