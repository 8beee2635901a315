import { button, heading, make } from './dom.ts'
import { returningScreen } from './returning-screen.ts'
import type { Stage } from './stage.ts'
import { wordsScreen } from './words-screen.ts'

/** The first screen: who still sees what, before anything is begun. */
export function startScreen(stage: Stage): readonly Node[] {
  const { texts, visit, draft } = stage
  // Who has been here before need not pass the whole list again: each minute on the page can be seen.
  const returning = make('div')
  const first = make('div')
  let drawn: boolean | undefined
  stage.live(() => {
    const { stopped } = visit.conversation.snapshot()
    // Drawn again only when something changed, so that the focus stays.
    if (stopped === drawn) return
    drawn = stopped
    const begin = (): void => {
      visit.drawWords()
      stage.show(wordsScreen)
    }
    const again = (): void => {
      draft.returning = true
      stage.show(returningScreen)
    }
    if (stopped) returning.replaceChildren(make('p', { class: 'notice' }, texts.coverStopped))
    else {
      returning.replaceChildren(button(texts.returning, again))
      first.replaceChildren(button(texts.firstTime, begin, { class: 'main' }))
    }
    first.hidden = stopped
  })
  return [
    heading(texts.startTitle),
    make('p', { class: 'lead' }, texts.startLead),
    returning,
    make('p', { class: 'aside' }, texts.leaveHint),
    make('h2', {}, texts.watchersTitle),
    make(
      'ul',
      { class: 'watchers' },
      ...texts.watchers.map(([who, what]) => make('li', {}, make('b', {}, who), ` ${what}`)),
    ),
    make('p', { class: 'aside' }, texts.privateTab),
    first,
  ]
}
