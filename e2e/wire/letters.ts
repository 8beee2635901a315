import type { Chance } from './chance.ts'

const SYLLABLES =
  'ca mi no del pue blo tra jo que ma ña na lle ga ron por la ca lle gen te vio seis'
const words = SYLLABLES.split(' ')

/** A text of about so many characters that deflates no better than writing does. */
export function drawLetter(chance: Chance, characters: number): string {
  let text = ''
  while (text.length < characters) {
    const syllables = Array.from({ length: chance.whole(1, 4) }, () => chance.oneOf(words))
    text += `${syllables.join('')}${chance.share() < 0.08 ? '. ' : ' '}`
  }
  return text.trim()
}
