/** What can keep a demonstration from starting, each with a sentence that says what to do. */
export const testbedErrorCodes = [
  'arguments-malformed',
  'desk-failed',
  'folder-not-writable',
  'port-taken',
  'state-damaged',
  'state-in-use',
  'state-newer',
] as const

/** A stable name for it. docs/errors.md says what each means. */
export type TestbedErrorCode = (typeof testbedErrorCodes)[number]

/** The testbed's only error. Its message is one sentence for whoever ran `npm start`. */
export class TestbedError extends Error {
  override readonly name = 'TestbedError'
  readonly code: TestbedErrorCode

  constructor(code: TestbedErrorCode, sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.code = code
  }
}

/** What to do about a file that is not what was written there. */
export function stateDamaged(path: string, cause?: unknown): TestbedError {
  const sentence = `${path} is missing or damaged: npm start -- --fresh sets this newsroom aside and founds another.`
  return new TestbedError('state-damaged', sentence, { cause })
}
