import type { Language, Random } from '@cronista/protocol'

/** The languages of a site. */
export const languages: readonly Language[] = ['es', 'en']

/** A whole number below `count`; even enough for a few thousand choices, from 32 bits. */
export function numberBelow(random: Random, count: number): number {
  return Math.floor(fraction(random) * count)
}

/** A number from 0 up to 1. */
export function fraction(random: Random): number {
  const [a = 0, b = 0, c = 0, d = 0] = random(4)
  return (((a << 24) | (b << 16) | (c << 8) | d) >>> 0) / 2 ** 32
}

/** The same items in an order that is drawn. */
export function shuffled<Item>(random: Random, items: readonly Item[]): readonly Item[] {
  return items
    .map((item) => ({ item, rank: fraction(random) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item)
}
