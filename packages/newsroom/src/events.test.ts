import { describe, expect, test } from 'vitest'
import { encodeEvent, parseEvent, type JournalEvent } from './events.ts'
import { toUtf8 } from './text-codec.ts'

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

  test('an event of a newer newsroom is named as such', () => {
    expect(() => read({ ...opened, v: 2 })).toThrow('event-unknown')
    expect(() => read({ ...opened, type: 'story-pitched' })).toThrow('event-unknown')
  })
})
