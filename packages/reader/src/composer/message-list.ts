import { canLeave, type OwnMessage } from '../conversation.ts'
import type { MessageProgress } from '../outbox.ts'
import { make, say, status } from './dom.ts'
import type { Stage } from './stage.ts'

/** As much of an own message as is shown: enough to know it again, not to read it over a shoulder. */
const EXCERPT_CHARACTERS = 60

/** What has been sent in this visit, and how far it has come. *Received* is said only when an
 *  edition of the newsroom says so. */
export function messageList(stage: Stage): HTMLElement {
  const { texts, visit } = stage
  const list = make('ul', { class: 'messages' })
  const advice = status()
  const section = make('section', {}, make('h2', {}, texts.messagesTitle), advice, list)
  stage.live(() => {
    const now = visit.conversation.snapshot()
    const { messages } = now
    section.hidden = messages.length === 0
    // Nobody is told to stay who has nothing to stay for: only writers would.
    const going = canLeave(now) ? texts.stay : texts.held
    say(advice, messages.length === 0 ? '' : messages.every(hasLeft) ? texts.mayGo : going)
    list.replaceChildren(...messages.map((message) => item(stage, message)))
  })
  return section
}

/** Whether all of a message has left, as far as this page can know. */
export function hasLeft({ progress }: OwnMessage): boolean {
  return progress?.ticksLeft === 0
}

function item(stage: Stage, { letter, progress }: OwnMessage): HTMLElement {
  const { texts } = stage
  const said =
    letter === undefined
      ? make('p', {}, texts.receiptLabel)
      : make('q', { lang: letter.language }, excerptOf(letter.text))
  if (progress === undefined) return make('li', {}, said, make('p', {}, texts.preparing))
  const { sends, sendsNeeded, received } = progress
  const state = stateOf(stage, progress)
  const bar = make('progress', {
    max: String(sendsNeeded),
    value: String(sends),
    'aria-label': state,
  })
  return make('li', { class: received ? 'received' : '' }, said, bar, make('p', {}, state))
}

function stateOf({ texts, visit }: Stage, progress: MessageProgress): string {
  const { sends, sendsNeeded, received, ticksLeft } = progress
  if (received) return texts.received
  if (ticksLeft === 0) return texts.left
  if (!canLeave(visit.conversation.snapshot())) return texts.notLeaving
  return texts.leaving(sends, sendsNeeded, texts.about(visit.expectedMillis(ticksLeft)))
}

function excerptOf(text: string): string {
  if (text.length <= EXCERPT_CHARACTERS) return text
  return `${text.slice(0, EXCERPT_CHARACTERS).replace(/[\s.,;:]+[^\s.,;:]*$/u, '')}…`
}
