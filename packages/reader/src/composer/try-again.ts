import { button } from './dom.ts'
import type { Stage } from './stage.ts'

/** Opens the thread of these words once more; there only where the phone's memory did not suffice. */
export function tryAgain({ texts, visit, live }: Stage, words: () => number[]): HTMLButtonElement {
  const again = button(texts.tryAgain, () => visit.openThread(words()))
  live(() => {
    again.hidden = visit.conversation.snapshot().thread !== 'failed'
  })
  return again
}
