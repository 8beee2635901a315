import type { MoveRequest, StoryMoveName } from '@cronista/desk/story-api'
import { useDeskAction } from '../api/use-desk-action.ts'
import { useAnnounce } from '../chrome/announcer.tsx'
import { useSpeech } from '../texts/speech.tsx'

/** What a move brings along. */
export type MoveDetails = Pick<MoveRequest, 'digest' | 'note' | 'reason'>

/** Lets a component make moves of a story. `make` resolves to whether the move was made. */
export function useMove(storyId: string) {
  const { texts } = useSpeech()
  const announce = useAnnounce()
  const { run, isBusy, failure } = useDeskAction()
  const make = async (move: StoryMoveName, details: MoveDetails = {}): Promise<boolean> => {
    const state = await run({ storyId, move, ...details }, (api, bearer, requestId) =>
      api.stories.move(bearer, storyId, { move, ...details, requestId }),
    )
    if (state !== undefined) announce(texts.review.done[move])
    return state !== undefined
  }
  return { make, isBusy, failure }
}
