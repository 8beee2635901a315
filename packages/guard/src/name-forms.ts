/**
 * The ways in which a text that must not get out is written otherwise: its words alone or in another
 * order, without its article or title, shortened, in a plural that changes its letters. It knows no
 * nicknames for names, no initials alone, no misspellings.
 */
import { foldText } from './folded-text.ts'

/** What a form needs around it, so as not to be found where only a common word is said. */
export type Need =
  'nothing' | 'capital' | 'capital-in-prose' | 'article' | 'capital-or-article' | 'capital-and-stop'

/** One way of writing; with `tail`, initials or an insertion stand between the two. */
export interface NameForm {
  readonly text: string
  readonly need: Need
  readonly tail?: string
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

const ARTICLES = set('el la los las lo the')
const TITLES = set(
  'don dona sr sra srta senor senora senorita dr dra doctor doctora lic licenciado licenciada ing ingeniero ingeniera prof profe profr profra profesor profesora maestro maestra mtro mtra tio tia padre fray sor mr mrs ms miss comandante capitan diputado diputada regidor regidora alcalde alcaldesa',
)
// Without them a name of several words is left; of one word, half the streets of the country.
const PLACES = set(
  'colegio escuela primaria secundaria preparatoria prepa kinder universidad instituto facultad hospital clinica iglesia parroquia capilla mercado tienda taller calle callejon avenida av boulevard blvd calzada colonia col barrio fraccionamiento ejido rancho pueblo municipio plaza parque edificio empresa school street hospital market',
)
const PARTICLES = set('de del la las los el lo y e i da das do dos di van von san santa santo')
const KIN = set(
  'hijo hija hermano hermana esposo esposa marido mujer padre madre papa mama abuelo abuela nieto nieta tio tia primo prima sobrino sobrina suegro suegra cunado cunada novio novia yerno nuera son daughter brother sister husband wife father mother his her su sus mi',
)

const ABBREVIATIONS: Readonly<Record<string, string>> = {
  alvarez: 'alvz',
  dominguez: 'dguez dmgz',
  fernandez: 'fdz fdez fndz fndez',
  francisco: 'fco',
  garcia: 'gcia gca',
  gonzalez: 'glz glez gzlz gnzlz',
  guadalupe: 'gpe',
  gutierrez: 'gtz gtrz gtrrz',
  hernandez: 'hdz hdez hndz hndez hrdz hrndz',
  jimenez: 'jmz jmnz',
  juarez: 'jrz',
  lopez: 'lpz',
  maria: 'ma',
  martinez: 'mtz mtnz mrtz',
  perez: 'prz',
  ramirez: 'rmz rmrz',
  rodriguez: 'rdz rdgz rguez rdguez rodz',
  sanchez: 'schz snchz',
  vasquez: 'vzqz vsqz',
  vazquez: 'vzqz vqz',
}

// Longer texts are sentences, and are sought as they stand.
const MOST_WORDS = 6
const MOST_IN_ANY_ORDER = 3
const SHORTEST_WORD = 3
const SHORTEST_AFTER_TITLE = 4
const SHORTEST_AFTER_ARTICLE = 5
const FOLDED = /^[a-z\d]*$/u
const CAPITAL = /^\P{L}*\p{Lu}/u

/** Letters and digits of a text, folded. */
export function foldedLetters(text: string): string {
  if (FOLDED.test(text)) return text
  return String.fromCharCode(...foldText(text.replaceAll('%', ' ')).codes)
}

/** The words of a text, by spaces and commas, as told. */
function wordsOf(text: string): readonly string[] {
  return text.split(/[\s,]+/u).filter((word) => foldedLetters(word) !== '')
}

function isIn(words: ReadonlySet<string>, word: string): boolean {
  return words.has(foldedLetters(word))
}

function isCapital(word: string | undefined): boolean {
  return word !== undefined && CAPITAL.test(word)
}

function withoutFirst([first = '', ...rest]: readonly string[]): readonly NameForm[] {
  const text = rest.join(' ')
  const { length } = foldedLetters(text)
  if (length < SHORTEST_WORD) return []
  if (isIn(ARTICLES, first)) {
    const isName = length >= SHORTEST_AFTER_ARTICLE && isCapital(rest[0])
    return [{ text, need: isName ? 'capital-or-article' : 'article' }]
  }
  if (!isCapital(rest[0])) return []
  const isTitled = isIn(TITLES, first) && length >= SHORTEST_AFTER_TITLE
  const isPlace = isIn(PLACES, first) && rest.length > 1
  return isTitled || isPlace ? [{ text, need: 'capital' }] : []
}

/** Words with the particles before them: "Ana", "de la Rosa". */
function chunksOf(words: readonly string[]): readonly string[] {
  const chunks: string[] = []
  let particles = ''
  for (const word of words) {
    if (isIn(PARTICLES, word)) particles += `${word} `
    else {
      chunks.push(particles + word)
      particles = ''
    }
  }
  return particles === '' ? chunks : []
}

/** All orders, the given one first; of many words only those that put the last ones before the first. */
function ordersOf(chunks: readonly string[]): readonly (readonly string[])[] {
  if (chunks.length < 2) return [chunks]
  if (chunks.length > MOST_IN_ANY_ORDER) {
    return chunks.map((_, at) => [...chunks.slice(at), ...chunks.slice(0, at)])
  }
  return chunks.flatMap((chunk, at) =>
    ordersOf(chunks.filter((_, other) => other !== at)).map((rest) => [chunk, ...rest]),
  )
}

/** "Hernández, Marina"; "Marina S. Hernández". */
function rearranged(words: readonly string[]): readonly NameForm[] {
  if (words.length < 2) return []
  const chunks = chunksOf(words)
  const isName = chunks.length > 1 && !words.some((word) => /\p{N}/u.test(word))
  if (!isName) return []
  const [, ...otherOrders] = ordersOf(chunks)
  return [
    ...otherOrders.map((order): NameForm => ({ text: order.join(' '), need: 'nothing' })),
    ...chunks.slice(1).map((_, at): NameForm => {
      const [head, tail] = [chunks.slice(0, at + 1), chunks.slice(at + 1)]
      return { text: head.join(' '), tail: tail.join(' '), need: 'nothing' }
    }),
  ]
}

function abbreviationsOf(word: string): readonly string[] {
  return ABBREVIATIONS[foldedLetters(word)]?.split(' ') ?? []
}

function withAbbreviations(words: readonly string[]): readonly NameForm[] {
  if (words.length < 2) return []
  return words.flatMap((word, at) =>
    abbreviationsOf(word).map((short): NameForm => {
      return { text: words.with(at, short).join(' '), need: 'nothing' }
    }),
  )
}

/** "Hdz.", "Cruces". */
function formsOfWord(word: string): readonly NameForm[] {
  const letters = foldedLetters(word)
  const isPluralOther = letters.length >= SHORTEST_WORD && letters.endsWith('z')
  return [
    ...abbreviationsOf(word).map((text): NameForm => {
      return { text, need: text.length < SHORTEST_WORD ? 'capital-and-stop' : 'nothing' }
    }),
    ...(isPluralOther ? [{ text: `${letters.slice(0, -1)}ces`, need: 'capital' } as const] : []),
  ]
}

/** The words that are names: in a text with capitals those that have one. After a particle ("de la
 *  Rosa") a name is told from a common word by its capital alone. */
function eachName(text: string): readonly NameForm[] {
  const words = text.match(/[\p{L}\p{M}\p{N}'’]+/gu) ?? []
  const hasCapitals = words.some((word) => isCapital(word) && !isIn(PARTICLES, word))
  return words.flatMap((word, at): NameForm[] => {
    if ([PARTICLES, TITLES, KIN, ARTICLES].some((common) => isIn(common, word))) return []
    if (foldedLetters(word).length < SHORTEST_WORD) return []
    if (hasCapitals && !isCapital(word)) return []
    const isAfterParticle = isIn(PARTICLES, words[at - 1] ?? '')
    return [{ text: word, need: isAfterParticle ? 'capital-in-prose' : 'nothing' }]
  })
}

/** All the ways in which `told` is sought, itself first. With `isEachWord`, every word of three letters
 *  or more that is no particle, title or word of kinship is sought alone too. */
export function formsOf(told: string, isEachWord: boolean): readonly NameForm[] {
  const text = told.replaceAll(/\p{Cf}/gu, '')
  const words = wordsOf(text)
  const names = isEachWord ? eachName(text) : []
  const alone = words.length === 1 ? words : names.map((name) => name.text)
  const all: NameForm[] = [{ text: told, need: 'nothing' }, ...names, ...alone.flatMap(formsOfWord)]
  if (words.length > MOST_WORDS) return all
  return [...all, ...withoutFirst(words), ...rearranged(words), ...withAbbreviations(words)]
}
