/** On every answer that is no page: not kept, not guessed at, nobody else's to embed, and nothing that
 *  could run or load anything should a browser be brought to show it. No answer of the relay sets a
 *  cookie or a validator, which would be one. */
export const ANSWER_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

/** `Cache-Control` of what everyone may keep. */
export function keptFor(seconds: number): string {
  return `public, max-age=${seconds}`
}
