import { isSmallWord, protectedIn } from '@cronista/guard'

/** Whether the gate can look for this text: it finds it where it stands by itself, and it is none of the
 *  words that stand in every sentence. What passes for protected and is never found would be worse than
 *  nothing. */
export function isFindable(text: string): boolean {
  const [word, ...others] = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  if (word !== undefined && others.length === 0 && isSmallWord(folded(word))) return false
  return protectedIn(text, [{ id: '', text }], 'prose').length > 0
}

function folded(word: string): string {
  return word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
