import { CELL_BYTES } from '@cronista/protocol'
import { asCell, type Cell } from './cell.ts'

/** A cell that differs from every other with another number; its content is of no interest. */
export function cellNumber(number: number): Cell {
  const bytes = new Uint8Array(CELL_BYTES)
  for (let index = 0; index < bytes.length; index++) bytes[index] = (number * 31 + index * 7) % 251
  new DataView(bytes.buffer).setUint32(8, number)
  const cell = asCell(bytes)
  if (cell === undefined) throw new RangeError('a cell has 3,072 bytes')
  return cell
}

/** Cells with these numbers. */
export function cellNumbers(from: number, count: number): readonly Cell[] {
  return Array.from({ length: count }, (_, index) => cellNumber(from + index))
}
