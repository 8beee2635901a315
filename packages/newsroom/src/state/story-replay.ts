import type { Standing } from '../story/standing.ts'
import { replayed, type Replay } from '../story/replay.ts'
import type { StoryState } from './story-state.ts'

/** Stories are never changed, so what was worked out for one holds as long as it exists. */
const replays = new WeakMap<StoryState['moves'], Replay>()

/** Where the story stands and how it came there. */
export function replayOf({ id, moves }: StoryState): Replay {
  const known = replays.get(moves)
  if (known !== undefined) return known
  const replay = replayed(id, [...moves.values()])
  replays.set(moves, replay)
  return replay
}

/** Where the story stands. */
export function standingOf(story: StoryState): Standing {
  return replayOf(story).standing
}

/** The turn of the next move: one more than the highest there is. */
export function nextTurnOf({ moves }: StoryState): number {
  return ([...moves.values()].at(-1)?.turn ?? 0) + 1
}
