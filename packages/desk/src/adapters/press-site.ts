import { PressError, type Press } from '@cronista/press'
import { DeskError } from '../desk-error.ts'
import type { SitePress } from '../ports/site-press.ts'

/** The press of this desk. */
export function pressSite(press: Press): SitePress {
  return {
    site(stories) {
      try {
        return press.site(stories)
      } catch (cause) {
        if (!(cause instanceof PressError)) throw cause
        throw new DeskError('story-incomplete', { cause, place: cause.code })
      }
    },
  }
}
