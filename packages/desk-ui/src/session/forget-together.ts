import type { QueryClient } from '@tanstack/react-query'
import type { Drafts } from '../conversation/drafts.ts'
import type { Manuscripts } from '../manuscript/manuscripts.ts'
import type { DeskSession } from './desk-session.ts'

/** Empties the page's memory as soon as `session` ends: what the desk said always; what was being written
 *  only if the page was locked, because a desk that restarts must not cost an editor the words. */
export function forgetTogether(
  session: DeskSession,
  { drafts, manuscripts }: { readonly drafts: Drafts; readonly manuscripts: Manuscripts },
  queryClient: QueryClient,
): void {
  session.subscribe(() => {
    const state = session.snapshot()
    if (state === 'unlocked') return
    queryClient.clear()
    if (state === 'expired') {
      manuscripts.forgetSaved()
    } else {
      drafts.discardAll()
      manuscripts.forgetAll()
    }
  })
}
