import {
  isContentAddressed,
  isPage,
  pageOf,
  sitePathOf,
  type SitePath,
} from '../domain/site-path.ts'
import type { SiteFile } from '../ports/site-files.ts'
import type { Releases } from '../releases.ts'
import { keptFor, PAGE_SECONDS, SITE_HEADERS } from './answer-headers.ts'
import { problemAnswer } from './problem.ts'

const NOT_FOUND_PAGE = '/404.html'
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

/** A file of the current release (§9). A page without its slash is redirected to it; what is not there
 *  gets the site's own 404 page, if it has one. Before the first release there is nothing at all. */
export async function answerFromSite(
  site: Pick<Releases, 'current' | 'find'>,
  urlPath: string,
  acceptEncoding: string,
): Promise<Response> {
  if (site.current() === undefined) return problemAnswer('nothing-published')
  const brotli = acceptsBrotli(acceptEncoding) ? 'accepted' : 'refused'
  const path = sitePathOf(urlPath)
  const file = path && (await site.find(path, brotli))
  if (path !== undefined && file !== undefined) return fileAnswer(200, path, file)
  if (path !== undefined && (await site.find(pageOf(path), 'refused')) !== undefined)
    return new Response(null, {
      status: 308,
      headers: { ...SITE_HEADERS, 'cache-control': keptFor(PAGE_SECONDS), location: `${urlPath}/` },
    })
  const lost = sitePathOf(NOT_FOUND_PAGE)
  const page = lost && (await site.find(lost, brotli))
  return lost !== undefined && page !== undefined
    ? fileAnswer(404, lost, page)
    : problemAnswer('not-found')
}

function fileAnswer(status: number, path: SitePath, file: SiteFile): Response {
  const kept = isContentAddressed(path)
    ? `${keptFor(YEAR_SECONDS)}, immutable`
    : keptFor(PAGE_SECONDS)
  return new Response(file.bytes.slice(), {
    status,
    headers: {
      ...SITE_HEADERS,
      'cache-control': kept,
      'content-type': contentTypes[endingOf(path)] ?? 'application/octet-stream',
      vary: 'accept-encoding',
      ...(file.brotli ? { 'content-encoding': 'br' } : {}),
    },
  })
}

function endingOf(path: SitePath): string {
  return isPage(path) ? 'html' : path.slice(path.lastIndexOf('.') + 1)
}

/** Whether `br` is named without a weight of zero. */
function acceptsBrotli(acceptEncoding: string): boolean {
  return acceptEncoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.replaceAll(' ', ''))
    .some(
      (coding) => coding === 'br' || (coding.startsWith('br;') && !/;q=0(?:\.0*)?$/u.test(coding)),
    )
}
