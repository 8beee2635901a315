/* The embedded cell log by itself, for programs that measure or mend it without a server. */
export { DiskSegmentStore } from './adapters/disk/disk-segment-store.ts'
export { SqliteCellLog, type SqliteCellLogParts } from './adapters/sqlite/sqlite-cell-log.ts'
export { asCell, type Cell } from './domain/cell.ts'
