import type { Searched } from './search-profile.ts'

/** What of the contributors' secrets a profile holds and no reader's profile holds in the same place. The
 *  readers never had them: two everyday words that follow each other in their files too, as in lists that a
 *  browser brings along, are nobody's. */
export function leaked(searched: Searched, readers: readonly Searched[]): readonly string[] {
  const everybodys = new Set(readers.flatMap(({ found }) => found))
  return searched.found.filter((one) => !everybodys.has(one))
}
