import { join } from 'node:path'
import { parseSegment } from '@cronista/protocol'
import { DiskSegmentStore } from '../src/adapters/disk/disk-segment-store.ts'
import { systemClock } from '../src/adapters/node/system-clock.ts'
import { SqliteCellLog } from '../src/adapters/sqlite/sqlite-cell-log.ts'
import { collected } from '../src/ports/collected.fixture.ts'

const CELL_NUMBER_AT = 8

/** The numbers of all cells in a relay's folder, in closed segments and in the open log, each as often
 *  as it is there. The relay itself must have ended. */
export async function keptCellNumbers(state: string): Promise<readonly number[]> {
  const log = await SqliteCellLog.open({
    path: join(state, 'cells.sqlite'),
    store: await DiskSegmentStore.open(join(state, 'segments')),
    clock: systemClock,
    segmentMaxCells: 4096,
    onFailure: (error) => {
      throw error
    },
  })
  await log.close('all')
  const numbers: number[] = []
  for (const name of await collected(log.segments()))
    for (const cell of parseSegment((await log.findSegment(name)) ?? new Uint8Array()))
      numbers.push(new DataView(cell.buffer, cell.byteOffset).getUint32(CELL_NUMBER_AT))
  await log.shut()
  return numbers
}
