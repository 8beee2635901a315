import { parityHolds, WORD_COUNT, wordList, type Language } from '@cronista/protocol'
import { button, heading, make, say, unseen } from './dom.ts'
import type { Stage } from './stage.ts'
import { tryAgain } from './try-again.ts'
import { wordPicker } from './word-picker.ts'
import { writeScreen } from './write-screen.ts'

const languageNames: Readonly<Record<Language, string>> = { es: 'Español', en: 'English' }

/** Takes eight words from somebody who returns. A wrong one is found here, before anything is
 *  derived or leaves. */
export function returningScreen(stage: Stage): readonly Node[] {
  const { texts, visit, draft } = stage
  const places = make('ol', { class: 'places', translate: 'no' })
  const verdict = make('p', { role: 'status' })
  const lists = make('div', { role: 'group', class: 'lists', 'aria-label': texts.wordListLanguage })
  const pickerPlace = make('div')
  let listed: Language = stage.language
  let current = firstEmpty(draft.chosen)

  const draw = (): void => {
    places.replaceChildren(
      ...Array.from({ length: WORD_COUNT }, (_, index) => make('li', {}, place(index))),
    )
  }
  const place = (index: number): HTMLElement => {
    const chosen = draft.chosen[index]
    const word = chosen === undefined ? '' : (wordList(listed)[chosen] ?? '')
    const select = (): void => {
      current = index
      draw()
    }
    const position = button('', select, { 'aria-pressed': String(index === current) })
    // Read out as one sentence, of which the eye needs only the number and the word.
    position.append(
      unseen(texts.wordPosition),
      make('small', {}, String(index + 1)),
      word === ''
        ? make('span', {}, make('span', { 'aria-hidden': 'true' }, '·'), unseen(texts.wordEmpty))
        : make('span', {}, word),
    )
    return position
  }
  const pick = (word: number): void => {
    draft.chosen[current] = word
    // Who puts a word right stays there: the next word typed must not replace another one.
    if (chosenWords().length < WORD_COUNT) current = firstEmpty(draft.chosen)
    judge()
    draw()
  }
  const chosenWords = (): number[] => draft.chosen.filter((word) => word !== undefined)
  const judge = (): void => {
    const words = chosenWords()
    verdict.className = 'notice'
    if (words.length < WORD_COUNT) say(verdict, '')
    else if (parityHolds(words)) visit.openThread(words)
    else {
      say(verdict, texts.parityWrong)
      // On a low screen the letters that were just tapped are further down.
      for (const place of [verdict, places]) place.scrollIntoView({ block: 'nearest' })
    }
  }
  const choose = (language: Language): void => {
    listed = language
    lists.replaceChildren(
      make('p', { class: 'aside' }, texts.wordListLanguage),
      ...(['es', 'en'] as const).map((one) =>
        button(languageNames[one], () => choose(one), {
          lang: one,
          'aria-pressed': String(one === listed),
        }),
      ),
    )
    pickerPlace.replaceChildren(wordPicker(stage, listed, pick))
    draw()
  }
  say(verdict, '')
  choose(listed)
  stage.live(() => {
    const { thread, worker } = visit.conversation.snapshot()
    if (thread === 'open') stage.show(writeScreen)
    pickerPlace.hidden = thread === 'opening'
    lists.hidden = thread === 'opening'
    if (thread === 'opening') {
      const silent = worker === 'silent'
      verdict.className = silent ? 'notice' : 'status'
      say(verdict, silent ? texts.workerSilent : texts.opening)
    }
    if (thread === 'failed') say(verdict, texts.openingFailed)
  })
  return [
    heading(texts.returningTitle),
    make('p', {}, texts.returningLead),
    places,
    verdict,
    tryAgain(stage, chosenWords),
    pickerPlace,
    lists,
    button(texts.startOver, stage.startOver, { class: 'quiet' }),
  ]
}

/** Where the next word goes; the last place when all are taken. */
function firstEmpty(chosen: readonly (number | undefined)[]): number {
  for (let index = 0; index < WORD_COUNT; index++) if (chosen[index] === undefined) return index
  return WORD_COUNT - 1
}
