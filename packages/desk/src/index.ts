export { nativePrimitives } from './adapters/native-primitives.ts'
export {
  openHttpRelayClient,
  type HttpRelayClient,
  type HttpRelayOptions,
} from './adapters/http-relay-client.ts'
export { openSqliteDeskStore } from './adapters/sqlite/sqlite-desk-store.ts'
export { openWorkerCellOpener } from './adapters/worker-cell-opener.ts'
export type { DeskSurroundings } from './composition.ts'
export type { DeskConfigInput } from './config.ts'
export { DeskError, deskErrorCodes, type DeskErrorCode } from './desk-error.ts'
export {
  cardOf,
  CERTIFIED_MILLIS,
  certifyCards,
  createDeskVault,
  foundNewsroom,
  newsroomOfRoot,
  openDeskFolder,
  openRoot,
  sealRoot,
  type FoundedNewsroom,
  type Founding,
  type NewDesk,
  type OpenedDeskFolder,
  type SealedPlace,
} from './founding.ts'
export {
  rosterChangeReasons,
  type DeviceChange,
  type RosterChange,
  type RosterChangeReason,
} from './domain/roster-change.ts'
export { readCertificates, type DeviceCertificates } from './services/device-certificates.ts'
export {
  draftRoster,
  keptRosterBytes,
  readDraft,
  signRoster,
  takeRoster,
} from './services/roster-ceremony.ts'
export type { CellOpener, OpenedCells } from './ports/cell-opener.ts'
export type { Clock } from './ports/clock.ts'
export { startSentence } from './start-wording.ts'
export { readDeskConfig, startDesk, type DeskListeners, type RunningDesk } from './start-desk.ts'
export { deskKeysOf, type DeskKeys } from './services/desk-keys.ts'
export { Journal } from './services/journal.ts'
export type { SegmentRelay, SegmentSource } from './ports/relay-client.ts'
export { Collector } from './services/collector.ts'
export { Conversations } from './services/conversations.ts'
export { EpochSeeds } from './services/epoch-seeds.ts'
export { HeldBack } from './services/held-back.ts'
export { ReplyKeys } from './services/reply-keys.ts'
