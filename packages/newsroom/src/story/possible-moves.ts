import type { Move } from '../events/story-events.ts'
import type { Standing } from './standing.ts'

/** The names of everything that a story can do. */
export type MoveName = Move['kind'] | 'publish'

/** The moves that this person on this device could make of a story that stands so. Whether the text is
 *  complete, the hold over or a release under way is another question. */
export function possibleMoves(
  standing: Standing,
  by: { readonly person: string; readonly device: string },
): readonly MoveName[] {
  switch (standing.state) {
    case 'pitch':
      return ['begin']
    case 'draft':
      return standing.onSite === undefined
        ? ['submit']
        : ['note-correction', 'submit', 'propose-withdrawal']
    case 'in-review': {
      const [first] = standing.approvals
      const mine = first?.person === by.person || first?.device === by.device
      return mine ? ['return'] : ['approve', 'return']
    }
    case 'approved':
      return ['hold', 'return']
    case 'held':
      return ['publish', 'return']
    case 'published':
    case 'corrected':
      return ['reopen', 'propose-withdrawal']
    case 'withdrawn':
      return []
  }
}
