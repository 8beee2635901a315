import type { QueryClient } from '@tanstack/react-query'
import type { Drafts } from '../conversation/drafts.ts'
import type { DeskSession } from './desk-session.ts'

/** Empties the page's memory as soon as `session` ends: what the desk said always; what was being written
 *  only if the page was locked, because a desk that restarts must not cost an editor the reply. */
export function forgetTogether(
  session: DeskSession,
  drafts: Drafts,
  queryClient: QueryClient,
): void {
  session.subscribe(() => {
    const state = session.snapshot()
    if (state === 'unlocked') return
    queryClient.clear()
    if (state !== 'expired') drafts.discardAll()
  })
}
