import type { DeskProblemCode } from '@cronista/desk/api'

/** What the memory desk refuses, with the desk's own code. */
export class Refusal extends Error {
  readonly code: DeskProblemCode

  constructor(code: DeskProblemCode) {
    super(code)
    this.code = code
  }
}
