import { EventEmitter } from 'node:events'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MemoryCellLog } from '../adapters/memory/memory-cell-log.ts'
import { cellNumber } from '../domain/cell.fixture.ts'
import type { Cell } from '../domain/cell.ts'
import { RelayError } from '../domain/relay-error.ts'
import type { CellLog } from '../ports/cell-log.ts'
import { takeCell, type CellAnswer } from './cell-intake.ts'
import { relayInMemory } from './relay.fixture.ts'

/** A request whose pieces arrive when the test says so. */
class RequestInPieces extends EventEmitter {
  readonly headers: { 'content-length'?: string }

  constructor(declared?: number) {
    super()
    this.headers = declared === undefined ? {} : { 'content-length': String(declared) }
  }
}

/** An answer that remembers what was said. */
class Answer implements CellAnswer {
  readonly ended = Promise.withResolvers<string>()
  isEnded = false

  writeHead(status: number, headers: Readonly<Record<string, number | string>> = {}): void {
    this.#head = `${status} ${JSON.stringify(headers)}`
  }

  end(body: string): void {
    if (this.isEnded) throw new Error('answered twice')
    this.isEnded = true
    this.ended.resolve(`${this.#head} ${body}`)
  }

  #head = ''
}

function take(log: CellLog, request: RequestInPieces, failures: unknown[] = []): Answer {
  const answer = new Answer()
  takeCell(log, (error) => failures.push(error), request, answer)
  return answer
}

function emptyLog(append: (cell: Cell) => Promise<void> = async () => undefined): CellLog {
  return Object.assign(Object.create(MemoryCellLog.prototype) as CellLog, { append })
}

it('takes 3,072 bytes in whatever pieces they come, and no other number', async () => {
  const bytes = fc.oneof(fc.constant(3072), fc.nat(3100))
  await fc.assert(
    fc.asyncProperty(bytes, fc.array(fc.integer({ min: 1, max: 3100 })), async (length, cuts) => {
      const taken: Cell[] = []
      const request = new RequestInPieces()
      const answer = take(
        emptyLog(async (cell) => void taken.push(cell)),
        request,
      )
      const whole = Uint8Array.from({ length }, (_, index) => index % 256)
      let from = 0
      for (const cut of [...cuts.filter((at) => at < length).toSorted((a, b) => a - b), length]) {
        request.emit('data', whole.subarray(from, cut))
        from = cut
      }
      request.emit('end')
      const said = await answer.ended.promise
      expect(said.startsWith(length === 3072 ? '204 ' : '400 ')).toBe(true)
      expect(taken.map((cell) => [...cell])).toEqual(length === 3072 ? [[...whole]] : [])
    }),
  )
})

describe('what is no cell', () => {
  it('is refused before its body is read when it says so itself', () => {
    expect(take(emptyLog(), new RequestInPieces(3073)).isEnded).toBe(true)
    expect(take(emptyLog(), new RequestInPieces(3072)).isEnded).toBe(false)
  })

  it('is refused at the first byte too many, and the rest is not looked at', async () => {
    const request = new RequestInPieces()
    const answer = take(emptyLog(), request)
    request.emit('data', new Uint8Array(3072))
    expect(answer.isEnded).toBe(false)
    request.emit('data', new Uint8Array(1))
    expect(answer.isEnded).toBe(true)
    for (let more = 0; more < 100; more++) request.emit('data', new Uint8Array(65_536))
    request.emit('end')
    expect(await answer.ended.promise).toContain('not-a-cell')
  })

  it('gets one constant answer, whatever it is', async () => {
    const answers = await Promise.all(
      [0, 1, 3071, 3073, 1_000_000].map((length) => {
        const request = new RequestInPieces(length)
        const answer = take(emptyLog(), request)
        request.emit('data', new Uint8Array(length))
        request.emit('end')
        return answer.ended.promise
      }),
    )
    expect(new Set(answers).size).toBe(1)
  })
})

it('answers a duplicate as it answers the first', async () => {
  const { cellLog } = (await relayInMemory()).ports
  const answers: string[] = []
  for (let again = 0; again < 2; again++) {
    const request = new RequestInPieces(3072)
    const answer = take(cellLog, request)
    request.emit('data', cellNumber(1))
    request.emit('end')
    answers.push(await answer.ended.promise)
  }
  expect(answers[0]).toMatch(/^204 /u)
  expect(answers[1]).toBe(answers[0])
})

it('does not answer before the cell is stored, and never 204 when it was not', async () => {
  const stored = Promise.withResolvers<undefined>()
  const failures: unknown[] = []
  const request = new RequestInPieces()
  const answer = take(
    emptyLog(() => stored.promise),
    request,
    failures,
  )
  request.emit('data', cellNumber(1))
  request.emit('end')
  await new Promise((resolve) => setImmediate(resolve))
  expect(answer.isEnded).toBe(false)
  const failure = new RelayError('storage-failed', {
    es: 'El disco está lleno.',
    en: 'The disk is full.',
  })
  stored.reject(failure)
  expect(await answer.ended.promise).toMatch(/^503 .*storage-failed/u)
  expect(failures).toEqual([failure])
})

it('stores nothing of a request that breaks off', async () => {
  let appended = 0
  const request = new RequestInPieces(3072)
  const answer = take(
    emptyLog(async () => void (appended += 1)),
    request,
  )
  request.emit('data', new Uint8Array(3072))
  request.emit('error')
  request.emit('end')
  expect(answer.isEnded).toBe(false)
  expect(appended).toBe(0)
})
