import { expect, test } from 'vitest'
import { parseStartOptions } from './start-options.ts'

test('without arguments the demonstration goes on, at its usual port', () => {
  expect(parseStartOptions([], {})).toEqual({ fresh: false, realTime: false, port: 8080 })
})

test.each([
  [['--fresh', '--real-time', '--port', '9000'], {}, { fresh: true, realTime: true, port: 9000 }],
  [['--port=0'], { CRONISTA_PORT: '9000' }, { fresh: false, realTime: false, port: 0 }],
  [[], { CRONISTA_PORT: '9000' }, { fresh: false, realTime: false, port: 9000 }],
])('%j with %j', (given, environment, options) => {
  expect(parseStartOptions(given, environment)).toEqual(options)
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
