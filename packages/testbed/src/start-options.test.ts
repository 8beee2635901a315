import { expect, test } from 'vitest'
import { parseStartOptions } from './start-options.ts'

const usual = { fresh: false, quick: false, realTime: false, port: 8080 }

test('without arguments the demonstration goes on, at its usual port', () => {
  expect(parseStartOptions([], {})).toEqual(usual)
})

test.each([
  [['--fresh', '--real-time', '--port', '9000'], {}, { fresh: true, realTime: true, port: 9000 }],
  [['--quick'], {}, { quick: true }],
  [['--port=0'], { CRONISTA_PORT: '9000' }, { port: 0 }],
  [[], { CRONISTA_PORT: '9000' }, { port: 9000 }],
])('%j with %j', (given, environment, options) => {
  expect(parseStartOptions(given, environment)).toEqual({ ...usual, ...options })
})

test.each([
  [['--frsh']],
  [['--port']],
  [['--port', '80']],
  [['--port', '65534']],
  [['--port', '1e4']],
  [['x']],
])('%j is refused', (given) => {
  expect(() => parseStartOptions(given, {})).toThrow(
    expect.objectContaining({ code: 'arguments-malformed' }),
  )
})
