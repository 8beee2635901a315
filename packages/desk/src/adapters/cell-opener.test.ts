import { expect, test } from 'vitest'
import { newsroomId } from '../desk.fixture.ts'
import { cellOpenerContract } from '../ports/cell-opener.contract.ts'
import { openDirectCellOpener } from './direct-cell-opener.ts'
import { nativePrimitives } from './native-primitives.ts'
import { openWorkerCellOpener } from './worker-cell-opener.ts'

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
