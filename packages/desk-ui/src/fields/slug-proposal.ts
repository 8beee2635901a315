import { textLimits } from '@cronista/newsroom'

/** The last part of an address, made of a headline: its first words, as far as they fit, without accents.
 *  '' if nothing of it can stand in an address. */
export function slugProposal(headline: string): string {
  const words = headline
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^0-9a-z]+/u)
    .filter((word) => word !== '')
  let slug = ''
  for (const word of words) {
    const longer = slug === '' ? word.slice(0, textLimits.slug) : `${slug}-${word}`
    if (longer.length > textLimits.slug) break
    slug = longer
  }
  return slug
}
