import type { DeskProblemCode } from '@cronista/desk/api'

/** Every way in which a request of this page can fail: the desk's own codes, `desk-unreachable` (no answer
 *  came) and `answer-malformed` (one came that this page does not understand). */
export type DeskFailureCode = DeskProblemCode | 'desk-unreachable' | 'answer-malformed'

/** A request to the desk that failed. Carries a code and nothing of what was sent or received. */
export class DeskFailure extends Error {
  readonly code: DeskFailureCode

  constructor(code: DeskFailureCode) {
    super(code)
    this.name = 'DeskFailure'
    this.code = code
  }
}
