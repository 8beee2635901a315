// How much of a source may be printed: nothing, a description, a first name, the full name with role; and,
// apart from these, an alias, which says something else and not more or less.

/** The levels at which a source can be printed, with that of a source that is not. */
export const identificationLevels = [
  'full',
  'first-name',
  'description',
  'alias',
  'nothing',
] as const

/** How much of a source may be printed. */
export type IdentificationLevel = (typeof identificationLevels)[number]

const ranks = { nothing: 0, description: 1, 'first-name': 2, full: 3 } as const

/** Whether who agreed to the one has agreed to the other. Nobody's alias is covered by anything but the
 *  agreement to print it, and that covers nothing else. */
export function coveredBy(agreed: IdentificationLevel, printed: IdentificationLevel): boolean {
  if (printed === agreed || printed === 'nothing') return true
  if (printed === 'alias' || agreed === 'alias') return false
  return ranks[printed] < ranks[agreed]
}

/** The most that all of them cover; `full` if there are none. In whatever order they come. */
export function lowestOf(levels: readonly IdentificationLevel[]): IdentificationLevel {
  const lowest = levels.find((level) => levels.every((other) => coveredBy(other, level)))
  return lowest ?? (levels.length === 0 ? 'full' : 'nothing')
}
