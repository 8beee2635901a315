import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { discardFolder, temporaryFolder } from '../src/adapters/disk/temporary-folder.fixture.ts'
import { sendCells } from './cell-senders.fixture.ts'
import { keptCellNumbers } from './kept-cells.fixture.ts'
import { startRelayProcess } from './relay-process.fixture.ts'

const KILLS = 6
const CELLS_BEFORE_A_KILL = 400

it('a relay killed while cells arrive has every cell that it answered 204 for, once', async () => {
  const folder = await temporaryFolder()
  onTestFinished(() => discardFolder(folder))
  // Small segments that close often, so that kills fall into closings too.
  const config = { segmentMaxCells: 50, segmentMaxAgeMillis: 100 }
  const acknowledged = new Set<number>()
  const killedAfter: number[] = []
  let sent = 0
  for (let kill = 0; kill < KILLS; kill++) {
    const relay = await startRelayProcess(folder, { config })
    const killAt = acknowledged.size + randomInt(1, CELLS_BEFORE_A_KILL)
    killedAfter.push(killAt)
    await sendCells(
      relay.url,
      () => (sent += 1),
      (number, status) => {
        expect(status).toBe(204)
        acknowledged.add(number)
        if (acknowledged.size === killAt) relay.child.kill('SIGKILL')
      },
      () => true,
    )
    await relay.stop('SIGKILL')
  }
  const kept = await keptCellNumbers(join(folder, 'state'))
  const missing = [...acknowledged].filter((number) => !kept.includes(number))
  expect({ missing, killedAfter }).toEqual({ missing: [], killedAfter })
  expect(kept).toHaveLength(new Set(kept).size)
  expect(kept.every((number) => number <= sent)).toBe(true)
})

it('a relay asked to stop answers what it has received, and loses nothing', async () => {
  const folder = await temporaryFolder()
  onTestFinished(() => discardFolder(folder))
  const relay = await startRelayProcess(folder)
  const acknowledged: number[] = []
  let sent = 0
  await sendCells(
    relay.url,
    () => (sent += 1),
    (number, status) => {
      expect(status).toBe(204)
      acknowledged.push(number)
      if (acknowledged.length === 100) relay.child.kill('SIGTERM')
    },
    () => true,
  )
  await relay.ended
  expect(relay.child.exitCode).toBe(0)
  const kept = await keptCellNumbers(join(folder, 'state'))
  expect(acknowledged.filter((number) => !kept.includes(number))).toEqual([])
})
