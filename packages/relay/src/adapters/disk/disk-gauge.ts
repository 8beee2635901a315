import { statfs } from 'node:fs/promises'
import type { DiskGauge } from '../../ports/disk-room.ts'
import { onDisk } from './failure.ts'

/** Measures the disk of a folder. */
export function diskGauge(folder: string): DiskGauge {
  return () =>
    onDisk(async () => {
      const { bavail, blocks, bsize } = await statfs(folder)
      return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
    })
}
