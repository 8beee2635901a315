import { concatBytes, type Primitives } from '@cronista/protocol'
import type { CellOpener } from '../ports/cell-opener.ts'
import { CellBatchOpener } from './cell-batch.ts'

/** Opens cells in the caller's thread. */
export function openDirectCellOpener(p: Primitives): CellOpener {
  const opener = new CellBatchOpener(p)
  return {
    open: async (newsroomId, identities, cells) =>
      opener.open({ newsroomId, identities, cells: concatBytes(...cells) }),
    forgetAllBut: async (identities) => opener.forgetAllBut(identities),
    close: async () => opener.forgetAllBut([]),
  }
}
