import { button, heading, make } from './dom.ts'
import { returningScreen } from './returning-screen.ts'
import type { Stage } from './stage.ts'
import { wordsScreen } from './words-screen.ts'

/** The first screen: who still sees what, before anything is begun. */
export function startScreen(stage: Stage): readonly Node[] {
  const { texts, visit, draft } = stage
  const ways = make('div', { class: 'ways' })
  let drawn: boolean | undefined
  stage.live(() => {
    const { stopped } = visit.conversation.snapshot()
    // Drawn again only when something changed, so that the focus stays.
    if (stopped === drawn) return
    drawn = stopped
    const first = (): void => {
      visit.drawWords()
      stage.show(wordsScreen)
    }
    const again = (): void => {
      draft.returning = true
      stage.show(returningScreen)
    }
    ways.replaceChildren(
      ...(stopped
        ? [make('p', { class: 'notice' }, texts.coverStopped)]
        : [button(texts.firstTime, first, { class: 'main' }), button(texts.returning, again)]),
    )
  })
  return [
    heading(texts.startTitle),
    make('p', { class: 'lead' }, texts.startLead),
    make('p', { class: 'aside' }, texts.leaveHint),
    make('h2', {}, texts.watchersTitle),
    make(
      'ul',
      { class: 'watchers' },
      ...texts.watchers.map(([who, what]) => make('li', {}, make('b', {}, who), ` ${what}`)),
    ),
    make('p', { class: 'aside' }, texts.privateTab),
    ways,
  ]
}
