import { canonicalText } from '../story/canonical.ts'

/** Two devices may tell the same twice and differ in a time or a name; the smaller canonical text is
 *  taken, so that every device takes the same. */
export function chosen<Told>(known: Told | undefined, told: Told): Told {
  return known === undefined || canonicalText(told) < canonicalText(known) ? told : known
}

/** The higher revision; of two that are as high, as {@link chosen}. */
export function newest<Told extends { readonly revision: number }>(
  known: Told | undefined,
  told: Told,
): Told {
  if (known === undefined || told.revision === known.revision) return chosen(known, told)
  return told.revision > known.revision ? told : known
}
