/** Something a person can put right: its message is one clear sentence, shown without a stack. */
export class Failure extends Error {}

/**
 * Runs a program of this folder: a `Failure` becomes its sentence and exit code 1; anything else is a
 * mistake of ours and is shown whole.
 *
 * @param {() => Promise<number>} program resolves to the exit code
 * @returns {Promise<void>}
 */
export async function runProgram(program) {
  try {
    process.exitCode = await program()
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    console.error(`\n${error.message}`)
    process.exitCode = 1
  }
}
