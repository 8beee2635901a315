// Who may talk to 127.0.0.1: this desk's own page, opened under this very address. Other pages in the
// same browser, other hosts that resolve to this machine, and frames are refused.
import type { MiddlewareHandler } from 'hono'
import { problemAnswer } from './problems.ts'

const ANSWER_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), clipboard-read=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** Puts the same strict headers on every answer. */
export const strictHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  for (const [name, value] of Object.entries(ANSWER_HEADERS)) c.res.headers.set(name, value)
}

/** Refuses requests that are not this page's own: another `Host`, another `Origin`, another site. What
 *  changes something, and everything under /api/, has to say where it comes from. */
export function ownPageOnly(ownHost: () => string): MiddlewareHandler {
  return async (c, next) => {
    const { headers } = c.req.raw
    const host = ownHost()
    const origin = headers.get('origin')
    const site = headers.get('sec-fetch-site')
    const isNavigation = c.req.method === 'GET' && !c.req.path.startsWith('/api/')
    const isOwnHost = headers.get('host') === host
    const isOwnOrigin = origin === null || origin === `http://${host}`
    const isOwnSite = site === null || site === 'same-origin' || (isNavigation && site === 'none')
    const isNamed = isNavigation || c.req.method === 'GET' || origin !== null || site !== null
    if (isOwnHost && isOwnOrigin && isOwnSite && isNamed) await next()
    else c.res = problemAnswer('request-foreign')
  }
}
