// How a file of a release goes out, the same from the relay and from every mirror: its type by its
// path, how long it may be kept, and what the page may do.

import { WORKER_POLICY } from './worker-policy.ts'

/** On every file of the site. Scripts, styles and pictures come from here or not at all, scripts of
 *  pages under an integrity attribute only (where the browser knows `Integrity-Policy`), no text becomes a
 *  script, nothing can be submitted, framed or told to anyone, and no power of the phone can be asked
 *  for. The policy has no exception: no inline script, no nonce, no other origin, no `blob:`. */
export const SITE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; " +
    "script-src 'self'; " +
    "worker-src 'self'; " +
    "style-src 'self'; " +
    "connect-src 'self'; " +
    "img-src 'self'; " +
    "font-src 'self'; " +
    "form-action 'none'; " +
    "base-uri 'none'; " +
    "frame-ancestors 'none'; " +
    "require-trusted-types-for 'script'; " +
    `trusted-types ${WORKER_POLICY}`,
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'integrity-policy': 'blocked-destinations=(script)',
  'origin-agent-cluster': '?1',
  'permissions-policy':
    'accelerometer=(), ' +
    'autoplay=(), ' +
    'browsing-topics=(), ' +
    'camera=(), ' +
    'clipboard-read=(), ' +
    'cross-origin-isolated=(), ' +
    'display-capture=(), ' +
    'geolocation=(), ' +
    'gyroscope=(), ' +
    'hid=(), ' +
    'idle-detection=(), ' +
    'local-fonts=(), ' +
    'magnetometer=(), ' +
    'microphone=(), ' +
    'midi=(), ' +
    'payment=(), ' +
    'publickey-credentials-get=(), ' +
    'screen-wake-lock=(), ' +
    'serial=(), ' +
    'storage-access=(), ' +
    'usb=(), ' +
    'xr-spatial-tracking=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

/** Stands for every path that a release does not list, with status 404. */
export const LOST_PAGE_PATH = '/404.html'

/** For how long a page, and the list of all pages, may be kept by who has fetched it. */
export const PAGE_SECONDS = 60

const YEAR_SECONDS = 31_536_000

const contentTypes: Readonly<Record<string, string>> = {
  atom: 'application/atom+xml; charset=utf-8',
  avif: 'image/avif',
  css: 'text/css; charset=utf-8',
  gif: 'image/gif',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json',
  webp: 'image/webp',
  woff2: 'font/woff2',
  xml: 'application/xml; charset=utf-8',
}

/** `Content-Type` of the file at this path of a release (§9). */
export function siteContentType(path: string): string {
  const ending = path.endsWith('/') ? 'html' : path.slice(path.lastIndexOf('.') + 1)
  const type = Object.hasOwn(contentTypes, ending) ? contentTypes[ending] : undefined
  return type ?? 'application/octet-stream'
}

/** `Cache-Control` of the file at this path of a release: for good if its name carries a hash of its
 *  content (`/assets/reader.4fzyo82m.js`). */
export function siteCacheControl(path: string): string {
  const isContentAddressed = /^\/assets\/(?:[^/]+\/)*[^/]+[.-][A-Za-z0-9_-]{8,}\.[a-z0-9]+$/u.test(
    path,
  )
  return isContentAddressed
    ? `public, max-age=${YEAR_SECONDS}, immutable`
    : `public, max-age=${PAGE_SECONDS}`
}
