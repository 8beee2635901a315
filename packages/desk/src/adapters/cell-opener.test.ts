import { expect, test } from 'vitest'
import { newsroomId } from '../desk.fixture.ts'
import { cellOpenerContract } from '../ports/cell-opener.contract.ts'
import { openDirectCellOpener } from './direct-cell-opener.ts'
import { nativePrimitives } from './native-primitives.ts'
import { openWorkerCellOpener, startWorker } from './worker-cell-opener.ts'

cellOpenerContract('in the caller’s thread', () => openDirectCellOpener(nativePrimitives))
cellOpenerContract('in worker threads', () => openWorkerCellOpener(2))

test('a thread that breaks is a failure with a code, and the next batch gets another', async () => {
  const opener = openWorkerCellOpener(1)
  const broken = { number: 0, seed: new Uint8Array(7) }
  const cell = new Uint8Array(3072)
  await expect(opener.open(newsroomId, [broken], [cell])).rejects.toMatchObject({
    code: 'worker-failed',
  })
  const whole = { number: 0, seed: new Uint8Array(32) }
  expect((await opener.open(newsroomId, [whole], [cell])).foreign).toBe(1)
  await opener.close()
})

/** An opener of which every thread is known: how many were begun, and how many of them live. */
function openCounted() {
  const counted = { begun: 0, alive: 0 }
  const opener = openWorkerCellOpener(2, () => {
    counted.begun++
    counted.alive++
    return startWorker().once('exit', () => counted.alive--)
  })
  return { opener, counted }
}

test('no thread that was given a key outlives it; a thread all of whose keys live goes on', async () => {
  const { opener, counted } = openCounted()
  const [old, today] = [1, 2].map((number) => ({ number, seed: new Uint8Array(32).fill(number) }))
  const cells = Array.from({ length: 300 }, () => new Uint8Array(3072))
  await opener.open(newsroomId, [old!, today!], cells)
  expect(counted).toEqual({ begun: 2, alive: 2 })
  await opener.forgetAllBut([today!, old!, { number: 3, seed: new Uint8Array(32) }])
  expect(counted).toEqual({ begun: 2, alive: 2 })
  // As the session leaves it behind.
  old!.seed.fill(0)
  await opener.forgetAllBut([today!])
  expect(counted).toEqual({ begun: 2, alive: 0 })
  await opener.open(newsroomId, [today!], cells)
  await opener.open(newsroomId, [today!], cells)
  await opener.forgetAllBut([today!])
  expect(counted).toEqual({ begun: 4, alive: 2 })
  await opener.close()
  expect(counted.alive).toBe(0)
})
