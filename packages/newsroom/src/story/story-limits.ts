/** The most that each text of a story may hold, in UTF-16 units, in each language. */
export const textLimits = {
  slug: 80,
  kicker: 80,
  headline: 200,
  summary: 600,
  place: 120,
  sourcing: 2000,
  editorsNote: 2000,
  segment: 20_000,
  where: 300,
  note: 2000,
} as const

/** The most segments of a story. */
export const MAX_SEGMENTS = 2000
/** The most corrections of a story. */
export const MAX_CORRECTIONS = 200
/** The most bytes that a whole story has as canonical JSON. */
export const MAX_STORY_BYTES = 512 * 1024
/** The most sources that stand behind a story without being quoted. */
export const MAX_ALSO_FROM = 200
/** The most that one protected text holds, in UTF-16 units. */
export const MAX_PROTECTED_TEXT = 120
/** The most protected texts of one source that count of what one person recorded. */
export const MAX_PROTECTIONS = 200
/** The highest turn of a move. */
export const MAX_TURN = 1_000_000
/** By how many turns a move may run ahead of all that have come. */
export const MAX_TURN_STEP = 16
/** The highest part of a series. */
export const MAX_PARTS = 9999
