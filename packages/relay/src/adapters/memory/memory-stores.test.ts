import { portablePrimitives } from '@cronista/protocol/portable'
import { cellLogContract } from '../../ports/cell-log.contract.ts'
import { editionStoreContract } from '../../ports/edition-store.contract.ts'
import { journalBatchesContract } from '../../ports/journal-batches.contract.ts'
import type { OnTrial } from '../../ports/on-trial.fixture.ts'
import { releaseFilesContract } from '../../ports/release-files.contract.ts'
import { releaseStoreContract } from '../../ports/release-store.contract.ts'
import { rosterStoreContract } from '../../ports/roster-store.contract.ts'
import { segmentStoreContract } from '../../ports/segment-store.contract.ts'
import { MemoryCellLog } from './memory-cell-log.ts'
import { MemoryEditionStore } from './memory-edition-store.ts'
import { MemoryRosterStore } from './memory-roster-store.ts'
import { MemorySegmentStore } from './memory-segment-store.ts'
import { MemoryJournalBatches } from './memory-journal-batches.ts'
import { MemoryReleaseFiles } from './memory-release-files.ts'
import { MemoryReleaseStore } from './memory-release-store.ts'

async function onTrial<Port>(port: Port): Promise<OnTrial<Port>> {
  return { port, reopen: async () => port, discard: async () => undefined }
}

cellLogContract('memory', (given) => {
  const store = new MemorySegmentStore()
  return onTrial(new MemoryCellLog({ ...given, primitives: portablePrimitives, store }))
})
segmentStoreContract('memory', () => onTrial(new MemorySegmentStore()))
editionStoreContract('memory', () => onTrial(new MemoryEditionStore()))
rosterStoreContract('memory', () => onTrial(new MemoryRosterStore()))
journalBatchesContract('memory', () => onTrial(new MemoryJournalBatches()))
releaseFilesContract('memory', () => onTrial(new MemoryReleaseFiles(portablePrimitives)))
releaseStoreContract('memory', () => onTrial(new MemoryReleaseStore()))
