import { createContext, use } from 'react'
import type { Drafts } from './conversation/drafts.ts'
import type { DeskSession } from './session/desk-session.ts'

/** What the page is run with: made once in `entry.tsx`, passed to every component that needs it. */
export interface Surroundings {
  readonly session: DeskSession
  readonly drafts: Drafts
  /** Locks the desk and all its open pages. Never rejects with `DeskFailure`. */
  readonly lock: () => Promise<void>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const SurroundingsContext = createContext<Surroundings | undefined>(undefined)

export const SurroundingsProvider = SurroundingsContext.Provider

/** The page's surroundings. Throws outside `SurroundingsProvider`. */
export function useSurroundings(): Surroundings {
  const surroundings = use(SurroundingsContext)
  if (surroundings === undefined) throw new TypeError('rendered outside SurroundingsProvider')
  return surroundings
}
