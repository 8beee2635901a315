import { canonicalText } from '../story/canonical.ts'

/** Two devices may tell the same twice and differ in a time or a name; the smaller canonical text is
 *  taken, so that every device takes the same. */
export function chosen<Told>(known: Told | undefined, told: Told): Told {
  return known === undefined || canonicalText(told) < canonicalText(known) ? told : known
}

/** The one of the higher rank; of two that are as high, as {@link chosen}. */
export function ranked<Told>(
  known: Told | undefined,
  told: Told,
  rankOf: (told: Told) => number,
): Told {
  if (known === undefined || rankOf(told) === rankOf(known)) return chosen(known, told)
  return rankOf(told) > rankOf(known) ? told : known
}

/** The higher revision; of two that are as high, as {@link chosen}. */
export function newest<Told extends { readonly revision: number }>(
  known: Told | undefined,
  told: Told,
): Told {
  return ranked(known, told, ({ revision }) => revision)
}
