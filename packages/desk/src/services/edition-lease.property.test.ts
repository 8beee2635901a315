import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Contributor } from '../desk.fixture.ts'
import { RunningNewsroom } from './running-desks.fixture.ts'

const NAMES = ['Ada', 'Bruno', 'Carla'] as const
const RUNS = Number(process.env['CRONISTA_LEASE_RUNS'] ?? '3')

const name = fc.constantFrom(...NAMES)
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('answer' as const), name }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('kill' as const), name }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('start' as const), name }) },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ kind: fc.constant('line' as const), name },
      state: fc.constantFrom('up' as const, 'down' as const, 'deaf' as const, 'mute' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      ...{ kind: fc.constant('skew' as const), name },
      millis: fc.constantFrom(0, 3000, -3000, 86_400_000, -86_400_000),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      tenths: fc.integer({ min: 1, max: 40 }),
      isConfirmed: fc.boolean(),
    }),
  },
)

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

/** A newsroom with one contributor, who reads every edition and never finds two texts under one number. */
class Watched {
  readonly newsroom = new RunningNewsroom(NAMES)
  readonly mar = new Contributor('Mar')
  readonly answers: string[] = []
  readonly read = new Map<number, string>()

  async begin(): Promise<void> {
    this.newsroom.start()
    this.newsroom.send(...this.mar.parts('Hola.'))
    await this.newsroom.pass(3)
  }

  async take(one: Step): Promise<void> {
    if (one.kind === 'pass') {
      await this.newsroom.pass(one.tenths / 10)
      await this.look(one.isConfirmed)
      return
    }
    const desk = this.newsroom.desk(one.name)
    if (one.kind === 'kill') desk.kill()
    else if (one.kind === 'start') desk.start()
    else if (one.kind === 'line') desk.line.state = one.state
    else if (one.kind === 'skew') desk.skew(one.millis)
    else if (desk.isRunning) {
      const text = `Respuesta ${this.answers.length}`
      // The order of ids is not the order in which replies were written.
      const requestId = `${(this.answers.length * 7) % 10}-answer-${this.answers.length}`
      desk.answer(this.mar, text, requestId)
      this.answers.push(text)
    }
  }

  async look(isConfirmed: boolean): Promise<void> {
    for (const [number, text] of await this.newsroom.read(this.mar)) {
      expect(this.read.get(number) ?? text).toBe(text)
      this.read.set(number, text)
    }
    const highest = Math.max(0, ...this.read.keys())
    if (isConfirmed && highest > 0) this.newsroom.send(this.mar.receipt(highest))
  }

  /** Everything works again. */
  async mend(): Promise<void> {
    for (const desk of this.newsroom.desks) {
      desk.line.state = 'up'
      desk.skew(0)
      desk.start()
    }
    for (let interval = 0; interval < 30; interval++) {
      await this.newsroom.pass(1)
      await this.look(true)
    }
  }
}

describe('desks that die, are cut off and have wrong clocks', () => {
  test(
    'never give a number to two replies; in the end one of them builds, and every reply has been read',
    { timeout: 600_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
          const watched = new Watched()
          await watched.begin()
          for (const one of steps) await watched.take(one)
          await watched.mend()
          expect(watched.newsroom.builders()).toHaveLength(1)
          const times = watched.newsroom.issued().map(([interval]) => interval)
          expect(new Set(times).size).toBe(times.length)
          const last = Math.max(...times)
          expect(times.slice(-10)).toEqual(Array.from({ length: 10 }, (_, back) => last - 9 + back))
          expect([...new Set(watched.read.values())].sort()).toEqual([...watched.answers].sort())
        }),
        { numRuns: RUNS },
      )
    },
  )
})
