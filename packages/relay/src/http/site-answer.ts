import {
  LOST_PAGE_PATH,
  SITE_HEADERS,
  siteCacheControl,
  siteContentType,
} from '@cronista/protocol/http'
import { pageOf, sitePathOf, type SitePath } from '../domain/site-path.ts'
import type { SiteFile } from '../ports/site-files.ts'
import type { Releases } from '../releases.ts'
import { problemAnswer } from './problem.ts'

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
  const page = path && pageOf(path)
  if (page !== undefined && (await site.find(page, 'refused')) !== undefined)
    return new Response(null, {
      status: 308,
      headers: { ...SITE_HEADERS, 'cache-control': siteCacheControl(page), location: page },
    })
  const lost = sitePathOf(LOST_PAGE_PATH)
  const lostPage = lost && (await site.find(lost, brotli))
  return lost !== undefined && lostPage !== undefined
    ? fileAnswer(404, lost, lostPage)
    : problemAnswer('not-found')
}

function fileAnswer(status: number, path: SitePath, file: SiteFile): Response {
  return new Response(file.bytes.slice(), {
    status,
    headers: {
      ...SITE_HEADERS,
      'cache-control': siteCacheControl(path),
      'content-type': siteContentType(path),
      vary: 'accept-encoding',
      ...(file.brotli ? { 'content-encoding': 'br' } : {}),
    },
  })
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
