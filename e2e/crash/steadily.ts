import { setTimeout as wait } from 'node:timers/promises'

const TRIES = 3
const PAUSE_MILLIS = 200

/** Asks a desk that runs, once more where the connection broke: it had been kept from an earlier question, and
 *  the desk let go of it at that moment. Throws as `ask` does in the end. */
export async function steadily<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries++)
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof TypeError) || tries === TRIES) throw error
      await wait(PAUSE_MILLIS)
    }
}
