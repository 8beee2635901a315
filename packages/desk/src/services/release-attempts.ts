// What becomes of a step of a release that fails: an editor is told, and the next round tries again.
import { NewsroomError } from '@cronista/newsroom'
import { DeskError } from '../desk-error.ts'
import { deskWarningCodes, type DeskWarningCode } from '../http/api.ts'

/** What was made, or `undefined` if newsroom or desk refuse it; bugs are thrown on. */
export function attempted<Made>(make: () => Made): Made | undefined {
  try {
    return make()
  } catch (error) {
    if (error instanceof NewsroomError || error instanceof DeskError) return undefined
    throw error
  }
}

/** What an editor is told of a step that failed, `undefined` if it did not; bugs are thrown on. */
export async function failureOf(step: () => Promise<void>): Promise<DeskWarningCode | undefined> {
  try {
    await step()
    return undefined
  } catch (error) {
    if (!(error instanceof DeskError)) throw error
    const { code } = error
    return deskWarningCodes.find((known) => known === code) ?? 'release-failed'
  }
}
