import type { Standing } from '../story/standing.ts'
import { movesInReach, replayed, type Replay } from '../story/replay.ts'
import { MAX_TURN } from '../story/story-limits.ts'
import type { StoryState } from './story-state.ts'

/** Stories are never changed, so what was worked out for one holds as long as it exists. */
const replays = new WeakMap<
  StoryState['moves'],
  { readonly published: StoryState['published']; readonly replay: Replay }
>()

/** Where the story stands and how it came there. */
export function replayOf({ id, moves, published }: StoryState): Replay {
  const known = replays.get(moves)
  if (known?.published === published) return known.replay
  const replay = replayed(id, [...moves.values()], [...published.values()])
  replays.set(moves, { published, replay })
  return replay
}

/** Where the story stands. */
export function standingOf(story: StoryState): Standing {
  return replayOf(story).standing
}

/** The turn of the next move: one more than the highest in reach. A move in the turn after it is valid
 *  as well, whatever has come. */
export function nextTurnOf({ moves }: StoryState): number {
  const reached = movesInReach([...moves.values()]).at(-1)?.turn ?? 0
  return Math.min(reached + 1, MAX_TURN - 1)
}
