import { createContext, use } from 'react'
import type { DeskStatus } from '@cronista/desk/api'
import type { Drafts } from './conversation/drafts.ts'
import type { DrawNumber } from './editor/segment-ids.ts'
import type { Manuscripts } from './manuscript/manuscripts.ts'
import type { DeskSession } from './session/desk-session.ts'

/** How often the page asks its own desk, on the same computer, and sends what was written; milliseconds. */
export interface Rhythm {
  readonly pollMillis: Readonly<Record<DeskStatus['schedule'], number>>
  readonly saveMillis: number
}

/** What the page is run with: made once in `entry.tsx`, passed to every component that needs it. */
export interface Surroundings {
  readonly session: DeskSession
  readonly drafts: Drafts
  readonly manuscripts: Manuscripts
  /** Locks the desk and all its open pages. Never rejects with `DeskFailure`. */
  readonly lock: () => Promise<void>
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly newRequestId: () => string
  readonly drawNumber: DrawNumber
  readonly rhythm: Rhythm
}

const SurroundingsContext = createContext<Surroundings | undefined>(undefined)

export const SurroundingsProvider = SurroundingsContext.Provider

/** The page's surroundings. Throws outside `SurroundingsProvider`. */
export function useSurroundings(): Surroundings {
  const surroundings = use(SurroundingsContext)
  if (surroundings === undefined) throw new TypeError('rendered outside SurroundingsProvider')
  return surroundings
}
