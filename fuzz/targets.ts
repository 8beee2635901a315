import type { Target } from './target.ts'
import { ceremonyTargets } from './targets/ceremony.ts'
import { cliTargets } from './targets/cli.ts'
import { deskDiskTargets } from './targets/desk-disk.ts'
import { deskJournalTargets } from './targets/desk-journal.ts'
import { deskTargets } from './targets/desk.ts'
import { downLaneTargets } from './targets/down-lane.ts'
import { editorialTargets } from './targets/editorial.ts'
import { journalTargets } from './targets/journal.ts'
import { monitorTargets } from './targets/monitor.ts'
import { openBatchTargets } from './targets/open-batches.ts'
import { relayTargets } from './targets/relay.ts'
import { releaseTargets } from './targets/release.ts'
import { upLaneTargets } from './targets/up-lane.ts'

/** Every parser of outside bytes; docs/fuzzing.md says of each what it may throw. */
export const targets: readonly Target[] = [
  ...[...upLaneTargets, ...downLaneTargets, ...journalTargets, ...openBatchTargets],
  ...[...releaseTargets, ...editorialTargets, ...relayTargets, ...deskTargets],
  ...[...deskDiskTargets, ...deskJournalTargets, ...cliTargets],
  ...[...ceremonyTargets, ...monitorTargets],
]
