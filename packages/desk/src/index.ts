export { openWorkerCellOpener } from './adapters/worker-cell-opener.ts'
export type { DeskSurroundings } from './composition.ts'
export type { DeskConfigInput } from './config.ts'
export { DeskError, deskErrorCodes, type DeskErrorCode } from './desk-error.ts'
export {
  createDeskVault,
  createRootKey,
  foundNewsroom,
  type FoundedNewsroom,
  type Founding,
  type NewDesk,
  type SealedPlace,
} from './founding.ts'
export type { CellOpener, OpenedCells } from './ports/cell-opener.ts'
export type { Clock } from './ports/clock.ts'
export { startDesk, type DeskListeners, type RunningDesk } from './start-desk.ts'
