// What a desk's collector needs for a segment's cells, all of it: relay client apart, the whole of one pull
// by the collector that desks run, with its threads, its journal and its disk.
import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { openWorkerCellOpener } from '@cronista/desk'
import { coverPlaintext, MAX_SEGMENT_CELLS, sealCell } from '@cronista/protocol'
import { portablePrimitives } from '@cronista/protocol/portable'
import { openCollectingDesk } from '@cronista/testbed'

/** What a pull took. */
export interface DeskCost {
  readonly cells: number
  readonly cpuMillis: number
}

/** Seals so many cells of cover to a desk, writes them one after the other to `poolPath`, and has the desk
 *  pull them. */
export async function measureDesk(
  folder: string,
  poolPath: string,
  cells: number,
): Promise<DeskCost> {
  await mkdir(folder)
  const random = (length: number) => new Uint8Array(randomBytes(length))
  const opener = openWorkerCellOpener(1)
  const desk = openCollectingDesk({ folder, random, nowMillis: () => Date.now(), opener })
  try {
    const pool = Array.from({ length: cells }, () =>
      sealCell(portablePrimitives, desk.newsroomId, desk.recipient, coverPlaintext(), random(64)),
    )
    await writeFile(poolPath, new Blob(pool as Uint8Array<ArrayBuffer>[]).stream())
    // The first segment wakes the threads and is not counted.
    desk.close(pool.slice(0, MAX_SEGMENT_CELLS / 8))
    await desk.collector.pull()
    for (let from = 0; from < cells; from += MAX_SEGMENT_CELLS)
      desk.close(pool.slice(from, from + MAX_SEGMENT_CELLS))
    const before = { cpu: process.cpuUsage(), cover: desk.collector.status().counts.cover }
    await desk.collector.pull()
    const { user, system } = process.cpuUsage(before.cpu)
    const opened = desk.collector.status().counts.cover - before.cover
    if (opened !== cells) throw new RangeError(`${opened} of ${cells} cells were opened`)
    return { cells, cpuMillis: (user + system) / 1000 }
  } finally {
    desk.end()
    await opener.close()
  }
}
