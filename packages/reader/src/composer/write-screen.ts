import { MAX_LETTER_CHARACTERS } from '@cronista/protocol'
import type { Refusal } from '../trust.ts'
import type { Catalogue } from '../texts/catalogue.ts'
import { button, dim, heading, make, say, status } from './dom.ts'
import { canLeave, type ConversationSnapshot } from '../conversation.ts'
import { hasLeft, messageList } from './message-list.ts'
import { replyList } from './reply-list.ts'
import type { Stage } from './stage.ts'
import { tryAgain } from './try-again.ts'

/** What fits into one part, about 500 words, leaves twice; the tick before may be taken. */
const TICKS_OF_A_PART = 3
/** From here on the rest is counted aloud. */
const NEAR_LIMIT = 2000

/** Nothing that browsers, extensions or keyboards offer for text fields is wanted here. */
const untouched = {
  autocomplete: 'off',
  autocorrect: 'off',
  autocapitalize: 'sentences',
  spellcheck: 'false',
  writingsuggestions: 'false',
  translate: 'no',
  'data-gramm': 'false',
  'data-gramm_editor': 'false',
  'data-enable-grammarly': 'false',
  'data-lt-active': 'false',
  'data-ms-editor': 'false',
  'data-1p-ignore': true,
  'data-lpignore': 'true',
} as const

/** Where a contributor writes, sees what is under way, and reads replies. */
export function writeScreen(stage: Stage): readonly Node[] {
  const { texts, visit, draft } = stage
  const newsroom = make('p', { role: 'status', class: 'notice' })
  const lead = make('p', { class: 'aside' })
  const answer = status()
  const sent = messageList(stage)
  const field = make('textarea', {
    ...untouched,
    'aria-label': texts.writeLabel,
    placeholder: texts.writeLabel,
    rows: '8',
    oninput: () => {
      draft.text = field.value
      count()
    },
  })
  field.value = draft.text
  const count = (): void => {
    const left = MAX_LETTER_CHARACTERS - field.value.length
    field.setAttribute('aria-invalid', String(left < 0))
    if (left < 0) say(answer, texts.charactersOver(-left))
    else say(answer, left <= NEAR_LIMIT ? texts.charactersLeft(left) : '')
  }
  const send = (): void => {
    const text = wellFormed(field.value)
    if (visit.conversation.snapshot().thread !== 'open' || text.length > MAX_LETTER_CHARACTERS)
      return
    if (text.trim() === '') {
      say(answer, texts.sendEmpty)
      return
    }
    visit.send({ language: stage.language, text })
    field.value = draft.text = ''
    count()
    // How far it has come stands below a small phone's fold. The focus stays where it is.
    requestAnimationFrame(() => sent.lastElementChild?.scrollIntoView({ block: 'nearest' }))
    say(answer, canLeave(visit.conversation.snapshot()) ? texts.queued : '')
  }
  const sendButton = button(texts.send, send, { class: 'main' })
  stage.live(() => {
    const now = visit.conversation.snapshot()
    const { thread, messages } = now
    if (thread === 'open') draft.words.fill(0)
    dim(sendButton, thread !== 'open')
    say(newsroom, newsroomNotice(texts, now))
    const pace = texts.about(visit.expectedMillis(TICKS_OF_A_PART))
    say(lead, canLeave(now) ? `${texts.writeLead} ${texts.writePace(pace)}` : texts.writeLead)
    if (thread === 'opening') say(answer, now.worker === 'silent' ? '' : texts.opening)
    else if (thread === 'failed') say(answer, texts.openingFailed)
    else if (answer.textContent === texts.opening) say(answer, '')
    else if (answer.textContent === texts.queued && (!canLeave(now) || messages.every(hasLeft)))
      say(answer, '')
  })
  count()
  const replies = replyList(stage)
  const writing = [
    lead,
    field,
    make('p', { class: 'aside' }, texts.writeKeyboard),
    sendButton,
    answer,
    tryAgain(stage, () => draft.words),
    sent,
  ]
  // Who returns comes to read first. Later arrivals never push away what is being written.
  return draft.returning
    ? [
        heading(texts.conversationTitle),
        newsroom,
        replies,
        make('h2', {}, texts.writeTitle),
        ...writing,
      ]
    : [heading(texts.writeTitle), newsroom, ...writing, replies]
}

const refusalTexts = {
  'edition-malformed': 'newsroomRefused',
  'edition-older': 'newsroomStale',
  'edition-unsigned': 'newsroomRefused',
  'key-malformed': 'newsroomRefused',
  'roster-duplicate-key': 'newsroomRefused',
  'roster-expired': 'newsroomClock',
  'roster-foreign': 'newsroomRefused',
  'roster-half-signed': 'newsroomRefused',
  'roster-malformed': 'newsroomRefused',
  'roster-not-in-edition': 'newsroomStale',
  'roster-older': 'newsroomStale',
  'roster-too-long': 'newsroomRefused',
  'roster-uncertified': 'newsroomRefused',
  'roster-unsigned': 'newsroomRefused',
} as const satisfies Record<Refusal, keyof Catalogue>

function newsroomNotice(
  texts: Catalogue,
  { newsroom: state, connected, worker }: ConversationSnapshot,
): string {
  if (worker === 'silent') return texts.workerSilent
  if (state.kind === 'refused') return texts[refusalTexts[state.refusal]]
  if (!connected) return texts.newsroomNoLine
  return state.kind === 'waiting' ? texts.newsroomWaiting : ''
}

/** Half a surrogate pair, which some keyboards leave behind, becomes the sign for "unreadable". */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd')
}
