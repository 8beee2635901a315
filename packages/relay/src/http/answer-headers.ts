/** On every answer that is no page: not kept, not guessed at, and nobody else's to embed. No answer
 *  of the relay sets a cookie or a validator, which would be one. */
export const ANSWER_HEADERS = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

/** `Cache-Control` of what everyone may keep. */
export function keptFor(seconds: number): string {
  return `public, max-age=${seconds}`
}
