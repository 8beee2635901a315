import type { Random } from '@cronista/protocol'
import { button, heading, make, say, status } from './dom.ts'
import type { Screen, Stage } from './stage.ts'
import { wordPicker } from './word-picker.ts'
import { writeScreen } from './write-screen.ts'

const QUESTIONS = 3

/** Asks for three of the eight words, so that nobody goes on without knowing them; `again` shows
 *  them once more. */
export function exerciseScreen(again: Screen): Screen {
  return (stage) => exercise(stage, again)
}

function exercise(stage: Stage, again: Screen): readonly Node[] {
  const { texts, draft, random } = stage
  const positions = drawPositions(random, draft.words.length)
  const question = make('h2', { 'aria-live': 'polite' })
  const answer = status()
  let asked = 0
  const ask = (): void => {
    const position = positions[asked]
    if (position === undefined) stage.show(writeScreen)
    else
      question.textContent = `${asked + 1}/${QUESTIONS} · ${texts.exerciseQuestion(position + 1)}`
  }
  const picker = wordPicker(stage, stage.language, (word) => {
    const position = positions[asked] ?? 0
    const right = draft.words[position] === word
    say(answer, right ? '' : texts.exerciseWrong(position + 1))
    if (right) asked += 1
    ask()
  })
  say(answer, '')
  ask()
  return [
    heading(texts.exerciseTitle),
    make('p', {}, texts.exerciseLead),
    question,
    answer,
    picker,
    button(texts.wordsAgain, () => stage.show(again)),
  ]
}

/** Three different positions, in the order of the words. */
function drawPositions(random: Random, count: number): readonly number[] {
  const drawn = Array.from({ length: count }, (_, position) => ({
    position,
    lot: random(4).reduce((sum, byte) => sum * 256 + byte, 0),
  }))
  return drawn
    .sort((a, b) => a.lot - b.lot)
    .slice(0, QUESTIONS)
    .map(({ position }) => position)
    .sort((a, b) => a - b)
}
