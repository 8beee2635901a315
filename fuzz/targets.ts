import { plantedTargets } from './planted.ts'
import type { Target } from './target.ts'
import { cliTargets } from './targets/cli.ts'
import { deskTargets } from './targets/desk.ts'
import { downLaneTargets } from './targets/down-lane.ts'
import { editorialTargets } from './targets/editorial.ts'
import { journalTargets } from './targets/journal.ts'
import { relayTargets } from './targets/relay.ts'
import { releaseTargets } from './targets/release.ts'
import { upLaneTargets } from './targets/up-lane.ts'

/** Every parser of outside bytes; docs/fuzzing.md says of each what it may throw. */
export const targets: readonly Target[] = [
  ...[...upLaneTargets, ...downLaneTargets, ...journalTargets, ...releaseTargets],
  ...[...editorialTargets, ...relayTargets, ...deskTargets, ...cliTargets],
]

/** The target of this name, a planted one too; throws RangeError when there is none. */
export function targetNamed(name: string): Target {
  const target = [...targets, ...plantedTargets].find((one) => one.name === name)
  if (target === undefined) throw new RangeError(`no target is called ${name}`)
  return target
}
