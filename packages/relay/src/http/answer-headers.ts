/** On every answer that is no page: not kept, not guessed at, and nobody else's to embed. No answer
 *  of the relay sets a cookie or a validator, which would be one. */
export const ANSWER_HEADERS = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

/** On every file of the site. Scripts, styles and pictures come from here or not at all, nothing can
 *  be submitted, framed or told to anyone, and no power of the phone can be asked for. */
export const SITE_HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': [
    'accelerometer=()',
    'autoplay=()',
    'browsing-topics=()',
    'camera=()',
    'display-capture=()',
    'geolocation=()',
    'gyroscope=()',
    'microphone=()',
    'midi=()',
    'payment=()',
    'screen-wake-lock=()',
    'usb=()',
    'web-share=()',
  ].join(', '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

/** For how long a page, and the list of all pages, may be kept by who has fetched it. */
export const PAGE_SECONDS = 60

/** `Cache-Control` of what everyone may keep. */
export function keptFor(seconds: number): string {
  return `public, max-age=${seconds}`
}
