/**
 * Whether a name in an address is run together with other words ("casahernandez"), or only begins or
 * ends a longer one ("durante", "mariachis"): all the rest must be words that stand beside names.
 */
import type { FoldedText } from './folded-text.ts'
import { isBoundary, lettersBetween } from './word-boundary.ts'

const JOINERS = new Set(
  'casa casas familia fam caso justicia para por con contra sobre nota foto fotos video audio entrevista historia retrato de del el la las los y sr sra srta senor senora dr dra don dona lic ing profe profesor profesora maestro maestra doctor doctora ex mama papa hermano hermana hijo hija tio tia san santa santo tienda puesto negocio calle colonia the of by for free house family case story photo interview mr mrs ms justice ya'.split(
    ' ',
  ),
)
const GIVEN_NAMES = new Set(
  'adela adriana alberto alejandra alejandro alicia alma ana andrea andres angel angela angelica antonio araceli armando arturo beatriz beto blanca brenda carlos carmen cecilia cesar claudia cristina cruz daniel daniela david diana diego dolores eduardo elena elizabeth enrique erika ernesto esperanza esteban eva fabiola felipe fernanda fernando francisco gabriel gabriela gerardo gloria graciela guadalupe guillermo gustavo hector hugo ignacio irma isabel ivan jaime javier jesus joaquin joel jorge jose josefina juan juana julia julio karla laura leticia lucia luis luisa luz manuel marco marcos margarita maria mariana mario marisol martha miguel miriam monica nancy norma ofelia olga omar oscar pablo paola patricia pedro rafael ramon raquel raul rebeca ricardo roberto rocio rodrigo rosa rosario ruben salvador sandra santiago sara sergio silvia sofia sonia susana teresa tomas veronica vicente victor virginia yolanda marina'.split(
    ' ',
  ),
)
const LONGEST_REST = 40
const LONGEST_WORD = 16
// "duran" and "de", "consue" and "lo": a short word at the end is an ending.
const SHORTEST_AT_END = 4

/** Whether the word around the match from `start` to `end` is made of it and words that stand beside
 *  names, `words` among them. */
export function isRunTogether(
  text: FoldedText,
  start: number,
  end: number,
  words: ReadonlySet<string>,
): boolean {
  let first = start
  while (!isBoundary(text, first, false)) if (start - --first > LONGEST_REST) return false
  let last = end
  while (!isBoundary(text, last, false)) if (++last - end > LONGEST_REST) return false
  return (
    isMadeOfWords(lettersBetween(text, first, start), words, 1) &&
    isMadeOfWords(lettersBetween(text, end, last), words, SHORTEST_AT_END)
  )
}

function isMadeOfWords(letters: string, words: ReadonlySet<string>, shortestLast: number): boolean {
  const isWord = (word: string): boolean => JOINERS.has(word) || GIVEN_NAMES.has(word)
  const reached = new Set([0])
  for (const at of reached) {
    if (at === letters.length) return true
    for (let end = at + 1; end <= Math.min(letters.length, at + LONGEST_WORD); end++) {
      const word = letters.slice(at, end)
      const isTooShort = end === letters.length && word.length < shortestLast
      if (words.has(word) || (isWord(word) && !isTooShort)) reached.add(end)
    }
  }
  return false
}
