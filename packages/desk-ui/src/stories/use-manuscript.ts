import { useEffect, useState } from 'react'
import { usePollMillis, useRefresh } from '../api/desk-queries.ts'
import type { Manuscript } from '../manuscript/manuscript.ts'
import { useSurroundings } from '../surroundings.tsx'

/** The story's manuscript, from its first exchange with the desk on; kept up to date while it is on the
 *  screen, and sent when it is left. */
export function useManuscript(storyId: string): Manuscript | undefined {
  const { manuscripts } = useSurroundings()
  const pollMillis = usePollMillis()
  const [manuscript, setManuscript] = useState<Manuscript>()
  useEffect(() => {
    const opened = manuscripts.open(storyId)
    setManuscript(opened)
    return () => {
      setManuscript(undefined)
      manuscripts.leave(storyId)
    }
  }, [manuscripts, storyId])
  useEffect(() => {
    if (manuscript === undefined) return undefined
    void manuscript.exchange()
    const timer = setInterval(() => void manuscript.exchange(), pollMillis)
    return () => {
      clearInterval(timer)
    }
  }, [manuscript, pollMillis])
  return manuscript
}

/** Sends what was written, on the page's clock, whatever is on the screen. What the desk says of a story
 *  is asked again once it has everything. */
export function useSaving(): void {
  const { manuscripts, rhythm } = useSurroundings()
  const refresh = useRefresh()
  useEffect(() => {
    const save = async (): Promise<void> => {
      if (!manuscripts.anyUnsent()) return
      await manuscripts.saveAll()
      if (!manuscripts.anyUnsent()) refresh()
    }
    const timer = setInterval(() => void save(), rhythm.saveMillis)
    return () => {
      clearInterval(timer)
    }
  }, [manuscripts, rhythm, refresh])
}
