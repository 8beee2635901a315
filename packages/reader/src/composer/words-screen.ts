import { wordList } from '@cronista/protocol'
import { button, dim, heading, make, say, status } from './dom.ts'
import { exerciseScreen } from './exercise-screen.ts'
import type { Stage } from './stage.ts'

/** Shows eight new words, large and numbered, to be learnt or copied by hand. */
export function wordsScreen(stage: Stage): readonly Node[] {
  const { texts, visit, draft, language } = stage
  const list = make('ol', { class: 'words', translate: 'no', 'aria-label': texts.wordsList })
  const learnt = button(texts.wordsLearnt, () => practise(stage), { class: 'main' })
  const coming = status()
  const draw = (): void => {
    dim(learnt, draft.words.length === 0)
    list.hidden = draft.words.length === 0
    const { worker } = visit.conversation.snapshot()
    const why = worker === 'silent' ? texts.workerSilent : texts.wordsComing
    say(coming, draft.words.length === 0 ? why : '')
    list.replaceChildren(
      ...draft.words.map((word) => make('li', {}, wordList(language)[word] ?? '')),
    )
  }
  stage.live(() => {
    const { words } = visit.conversation.snapshot()
    if (words !== undefined) {
      draft.words = [...words]
      visit.dropWords()
    }
    draw()
  })
  return [
    heading(texts.wordsTitle),
    make('p', {}, texts.wordsLead),
    coming,
    list,
    make('p', {}, texts.wordsKey),
    make('ul', { class: 'advice' }, ...texts.wordsAdvice.map((text) => make('li', {}, text))),
    learnt,
    button(texts.startOver, stage.startOver, { class: 'quiet' }),
  ]
}

/** The thread is derived while the words are practised. */
function practise({ visit, draft, show }: Stage): void {
  if (draft.words.length === 0) return
  if (visit.conversation.snapshot().thread === 'closed') visit.openThread(draft.words)
  show(exerciseScreen(wordsScreen))
}
