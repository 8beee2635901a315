import { describe, expect, test } from 'vitest'
import storedEvents from '../test/stored-events-1.json' with { type: 'json' }
import laterEvents from '../test/stored-events-2.json' with { type: 'json' }
import { claimsOf, NEWSROOM_SUBJECT, subjectOf } from './event-keys.ts'
import { encodeEvent, parseEvent, type JournalEvent } from './events.ts'
import { fold } from './fold.ts'
import { sourceStandingsOf } from './state/source-standing.ts'
import { replayOf } from './state/story-replay.ts'
import { storiesOf } from './state/story-state.ts'
import { digestOf } from './story/digest.ts'
import { fromUtf8, toUtf8 } from './text-codec.ts'

const opened: JournalEvent = {
  v: 1,
  type: 'thread-opened',
  thread: '0a'.repeat(16),
  contributor: '0b'.repeat(32),
  handle: 'Cenzontle 4',
  openedAtMillis: 5,
}
const read = (value: unknown) => parseEvent(toUtf8(JSON.stringify(value)))

describe('journal events', () => {
  test('an event comes back from its bytes', () => {
    expect(parseEvent(encodeEvent(opened))).toEqual(opened)
  })

  test.each([
    ['no JSON', toUtf8('{')],
    ['no UTF-8', Uint8Array.of(0x22, 0xff, 0x22)],
    ['no object', toUtf8('7')],
    ['no version', toUtf8('{"type":"thread-opened"}')],
    ['an empty text', encodeEvent({ ...opened, handle: '' })],
    ['upper-case digits', encodeEvent({ ...opened, thread: '0A'.repeat(16) })],
  ])('%s is no event', (_name, bytes) => {
    expect(() => parseEvent(bytes)).toThrow(expect.objectContaining({ code: 'event-malformed' }))
  })

  test('a field that nobody knows is not dropped in silence', () => {
    expect(() => read({ ...opened, legalName: 'x' })).toThrow('event-malformed')
  })

  test.each([
    ['a number that no edition can hold', { number: 2 ** 32 }],
    ['a text that no letter can carry', { text: 'x'.repeat(20_001) }],
    ['half a character', { text: '\ud83c' }],
    ['a day that no calendar has', { writtenAtMillis: 8_640_000_000_000_001 }],
  ])('a reply with %s is no event', (_name, change) => {
    const said = { number: 1, text: 'Hola.', language: 'es', requestId: 'r', writtenAtMillis: 0 }
    const by = { v: 1, type: 'reply-written', thread: '0a'.repeat(16), person: '0c'.repeat(16) }
    expect(read({ ...by, ...said })).toEqual({ ...by, ...said })
    expect(() => read({ ...by, ...said, ...change })).toThrow('event-malformed')
  })

  test('an event of a newer newsroom is named as such', () => {
    expect(() => read({ ...opened, v: 2 })).toThrow('event-unknown')
    expect(() => read({ ...opened, type: 'story-translated' })).toThrow('event-unknown')
  })
})

/** As they were stored once. They are never changed: what is stored must be readable for ever. */
const stored = [...storedEvents, ...laterEvents].map((event): [string, object] => [
  event.type,
  event,
])

/** How many of each type are stored in the fixtures: a type that is left out does not compile. */
const kinds: Readonly<Record<JournalEvent['type'], number>> = {
  ...{ 'thread-opened': 1, 'message-received': 1, 'replies-confirmed': 1, 'reply-written': 1 },
  ...{
    'replies-listed': 1,
    'reply-numbers-used': 1,
    'edition-lease-taken': 1,
    'prekey-announced': 1,
    'messages-read': 1,
    'thread-muted': 1,
    'person-introduced': 1,
    'pen-name-recorded': 2,
    'series-recorded': 1,
  },
  ...{ 'source-described': 6, 'source-protected': 6, 'protection-lifted': 2 },
  ...{ 'story-opened': 2, 'story-edited': 1, 'story-moved': 11 },
  ...{ 'release-drafted': 1, 'release-signed': 1, 'release-published': 1 },
  ...{ 'roster-drafted': 1, 'roster-signed': 1 },
}

describe('events as they were stored', () => {
  test('there is one of each type', () => {
    const counted = stored.map(([type]) => type).filter((type) => type in kinds)
    expect(counted).toHaveLength(stored.length)
    for (const [type, count] of Object.entries(kinds))
      expect(counted.filter((one) => one === type)).toHaveLength(count)
  })

  test.each(stored)('%s is read, and written as it was', (_type, event) => {
    expect(read(event)).toEqual(event)
    expect(JSON.parse(fromUtf8(encodeEvent(read(event))))).toEqual(event)
  })

  test('what was approved has the digest that it had', () => {
    const submitted = stored.flatMap(([, event]) => {
      const parsed = read(event)
      return parsed.type === 'story-moved' && parsed.move.kind === 'submit' ? [parsed.move] : []
    })
    expect(submitted.length).toBeGreaterThan(1)
    for (const { content: story, digest } of submitted)
      expect(
        (['publication', 'correction'] as const).map((kind) => digestOf({ kind, story })),
      ).toContain(digest)
  })

  test('what the first version stored stands as it stood, and its sources without consent', () => {
    const state = fold(storedEvents.map(read))
    expect(storiesOf(state).map(replayOf)).toMatchObject([
      { standing: { state: 'draft' }, history: { length: 3 }, ignoredMoves: 6 },
    ])
    const [source] = sourceStandingsOf(state)
    expect(source).toMatchObject({ isLabelAgreed: false, protections: [] })
    expect(source).not.toHaveProperty('agreed')
  })

  test.each(stored)('%s with a field more is refused', (_type, event) => {
    expect(() => read({ ...event, legalName: 'x' })).toThrow('event-malformed')
  })

  test.each(stored)('%s has a subject, and its author is checked', (_type, event) => {
    const parsed = read(event)
    expect(subjectOf(parsed)).toMatch(/^[0-9a-f]{32}$/u)
    const names = JSON.stringify(event)
    const { person, device } = claimsOf(parsed)
    expect(person !== undefined).toBe(names.includes('"person"'))
    expect(device !== undefined).toBe(names.includes('"device"'))
  })

  test('what is about the newsroom as a whole shares one subject, and nobody else does', () => {
    const shared = stored
      .map(([, event]) => read(event))
      .filter((event) => subjectOf(event) === NEWSROOM_SUBJECT)
    expect(new Set(shared.map(({ type }) => type)).size).toBe(9)
  })
})

describe('texts of an event', () => {
  const name = { v: 1, type: 'person-introduced', person: 'a1'.repeat(16), name: 'Ana' }
  const move = (made: object) => ({
    ...{ v: 1, type: 'story-moved', story: '5a'.repeat(16), turn: 1, person: 'a1'.repeat(16) },
    ...{ movedAtMillis: 0, move: made },
  })
  const noted = (madeOn: string, text: object) => move({ kind: 'note-correction', madeOn, text })

  test.each([
    ['a line break', { ...name, name: 'Ana\nB' }],
    ['what cannot be seen', { ...name, name: 'Ana\u200b' }],
    ['half a character', { ...name, name: 'Ana\ud800' }],
    ['a space at the end', { ...name, name: 'Ana ' }],
    ['too long', { ...name, name: 'a'.repeat(81) }],
    ['a day that the calendar has not', noted('2026-02-30', { es: 'a', en: 'b' })],
    ['one language alone', noted('2026-02-28', { es: 'a' })],
    ['a third language', noted('2026-02-28', { es: 'a', en: 'b', fr: 'c' })],
    ['an empty language', noted('2026-02-28', { es: 'a', en: '' })],
    ['a move that nobody knows', move({ kind: 'publish' })],
    ['a move with more than it has', move({ kind: 'begin', digest: 'dd'.repeat(32) })],
    ['an update that is no base64url', edited('AQ==')],
    ['an update that is too large', edited('A'.repeat(700_000))],
  ])('%s is refused', (_name, event) => {
    expect(() => read(event)).toThrow('event-malformed')
  })
})

function edited(update: string) {
  const by = { person: 'a1'.repeat(16), editedAtMillis: 0 }
  return { v: 1, type: 'story-edited', story: '5a'.repeat(16), update, ...by }
}
