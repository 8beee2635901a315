export { nativePrimitives } from './adapters/native-primitives.ts'
export { openSqliteDeskStore } from './adapters/sqlite/sqlite-desk-store.ts'
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
export { deskKeysOf, type DeskKeys } from './services/desk-keys.ts'
export { Journal } from './services/journal.ts'
