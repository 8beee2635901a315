import { pieceOf } from '@cronista/protocol'
import type { Visit } from '../visit.ts'
import { button, make, say } from './dom.ts'
import type { Stage } from './stage.ts'

/** What the list is given of the stage. */
export type ReplyStage = Pick<Stage, 'draft' | 'live' | 'texts'> & {
  readonly visit: Pick<Visit, 'confirmRead' | 'conversation'>
}

/** The replies not yet confirmed, and the warning that somebody else confirmed some. */
export function replyList(stage: ReplyStage): HTMLElement {
  const { texts, visit, draft } = stage
  const warning = make('p', { role: 'alert', class: 'notice' })
  const none = make('p', { class: 'aside' })
  const more = make('p', { class: 'aside' })
  const newest = make('p', { class: 'aside' })
  const list = make('div', { class: 'replies' })
  const lead = make('p', { class: 'aside' }, texts.repliesLead)
  const title = make('h2', { tabindex: '-1' }, texts.repliesTitle)
  const section = make('section', {}, title, warning, lead, list, more, none, newest)
  let drawn = ''
  stage.live(() => {
    const { replies, repliesRead, newsroom } = visit.conversation.snapshot()
    const { complete, incomplete, confirmed } = replies
    section.hidden = !draft.returning && complete.length + incomplete + confirmed === 0
    say(warning, confirmed > repliesRead ? texts.confirmedElsewhere(confirmed) : '')
    const last = complete.at(-1)
    const piece = last && pieceOf(last.text)
    const goesOn = piece !== undefined && piece.piece < piece.of
    say(more, incomplete > 0 ? texts.repliesIncomplete : goesOn ? texts.replyGoesOn : '')
    // Where nothing of the newsroom's has come, nobody knows whether there are replies.
    const nothing = newsroom.kind === 'trusted' ? texts.repliesNone : texts.repliesUnknown
    say(none, complete.length + incomplete === 0 ? nothing : '')
    // Who is served an old edition can see by this alone that replies are held back.
    say(newest, newsroom.kind === 'trusted' ? texts.newestFrom(newsroom.editionAtMillis) : '')
    // Drawn again only when something changed, so that the focus stays on its button.
    const now = `${complete.map(({ number }) => number).join()}/${repliesRead}`
    if (now === drawn) return
    drawn = now
    const hadFocus = list.matches(':focus-within')
    list.replaceChildren(
      ...complete.map(({ number, language, text }) => {
        const piece = pieceOf(text)
        // Its first line says in figures what the heading says in words.
        const body = piece === undefined ? text : text.slice(text.indexOf('\n') + 1)
        return make(
          'article',
          {},
          make('h3', {}, texts.replyNumber(number, piece)),
          make('div', { lang: language, class: 'letter' }, body),
          number <= repliesRead
            ? make('p', { class: 'aside' }, texts.replyMarked)
            : button(texts.replyRead, () => visit.confirmRead(number)),
        )
      }),
    )
    // The button that had it is gone.
    if (hadFocus) title.focus({ preventScroll: true })
  })
  return section
}
