import { useEffect, useState, useSyncExternalStore } from 'react'
import type { useStory } from '../api/desk-queries.ts'
import type { Manuscript } from '../manuscript/manuscript.ts'

/** Whether what the desk says of a story is about everything that was written here. It is asked again as
 *  soon as the desk has every word; if it does not answer, after its next answer. */
export function useJudged(
  manuscript: Manuscript,
  { refetch, dataUpdatedAt }: Pick<ReturnType<typeof useStory>, 'dataUpdatedAt' | 'refetch'>,
): boolean {
  const { isSaved, saves } = useSyncExternalStore(manuscript.subscribe, manuscript.snapshot)
  const [judged, setJudged] = useState(saves)
  const isJudged = isSaved && judged === saves
  useEffect(() => {
    if (!isSaved || isJudged) return
    void refetch().then(({ isSuccess }) => {
      if (isSuccess) setJudged(saves)
    })
  }, [isSaved, isJudged, saves, refetch, dataUpdatedAt])
  return isJudged
}
