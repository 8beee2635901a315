/**
 * Words that a sentence is held together with. Two of its words that make up a name when they are
 * joined ("con suelo de tierra", "la moral es otra", "a mart in Culiacán") are no name if one of them
 * stands here.
 */
const SPANISH =
  'a al ante así aun ay bajo casi como con contra cual cuando da dan dar de del desde di dice donde dos e el ella en era eran eres es esa ese eso esta este esto fue ha han has hay he la las le les lo los mal más me mi mil mis muy ni no nos o os otra otro para pero por que se ser si sin so sobre son su sus tan te ti tu tus tres u un una uno va van ve ver vi y ya yo'
const ENGLISH =
  'am an and are as at be but by do for from go had if in into is it its my nor not of off on or our she so than that the then this to up us was we were who with you'

const words = new Set(
  `${SPANISH} ${ENGLISH}`.split(' ').map((word) => word.normalize('NFD').replaceAll(/\p{M}/gu, '')),
)

/** Whether a folded word is one of them. */
export function isSmallWord(word: string): boolean {
  return words.has(word)
}
