import { portablePrimitives } from '@cronista/protocol/portable'
import { utf8 } from '@cronista/protocol'
import { cellLogContract } from '../../ports/cell-log.contract.ts'
import { editionStoreContract } from '../../ports/edition-store.contract.ts'
import { rosterStoreContract } from '../../ports/roster-store.contract.ts'
import { segmentStoreContract } from '../../ports/segment-store.contract.ts'
import { siteFilesContract } from '../../ports/site-files.contract.ts'
import { MemoryCellLog } from './memory-cell-log.ts'
import { MemoryEditionStore } from './memory-edition-store.ts'
import { MemoryRosterStore } from './memory-roster-store.ts'
import { MemorySegmentStore } from './memory-segment-store.ts'
import { MemorySiteFiles } from './memory-site-files.ts'

const nothing = async () => undefined

function onTrial<Store>(store: Store) {
  return { store, reopen: async () => store, discard: nothing }
}

cellLogContract('memory', async (given) => {
  const store = new MemorySegmentStore()
  const log = new MemoryCellLog({ ...given, primitives: portablePrimitives, store })
  return { log, reopen: async () => log, discard: nothing }
})
segmentStoreContract('memory', async () => onTrial(new MemorySegmentStore()))
editionStoreContract('memory', async () => onTrial(new MemoryEditionStore()))
rosterStoreContract('memory', async () => onTrial(new MemoryRosterStore()))
siteFilesContract('memory', async (files) => {
  const entries = Object.entries(files).map(([path, text]) => [path, utf8(text)] as const)
  return { files: new MemorySiteFiles(entries), discard: nothing }
})
