// The browsers that a monitor looks through. A site that shows something else to one of them alone is what
// it is there to find, so they are those that readers have: phones before all.
import type { Language } from '@cronista/protocol'
import type { BrowserName, View } from '../monitor/view.ts'
import type { BrowserUse } from '../site.ts'
import {
  chromiumHeaders,
  fetchDestination,
  fetchModes,
  isTrustworthy,
  type HeadersOf,
  type RawHeaders,
} from './browser-headers.ts'

const languagesOf: Readonly<Record<Language, string>> = {
  es: 'es-MX,es;q=0.9',
  en: 'en-US,en;q=0.9',
}

/** What the browser of a view sends. */
export function browserEyes(view: View): HeadersOf {
  const own = headersOfBrowser(view.browser, view.language)
  const arrived = view.isFromSearch ? fromSearch(own) : own
  return view.isRevalidating ? revalidating(arrived) : arrived
}

function headersOfBrowser(name: BrowserName, language: Language): HeadersOf {
  const languages = languagesOf[language]
  switch (name) {
    case 'chrome-android':
      return chromiumHeaders({
        ...{ system: 'Linux; Android 10; K', isPhone: true, platform: 'Android', languages },
      })
    case 'chrome-desktop':
      return chromiumHeaders({
        ...{ system: 'Windows NT 10.0; Win64; x64', isPhone: false, platform: 'Windows' },
        languages,
      })
    case 'firefox-desktop':
      return geckoHeaders('Windows NT 10.0; Win64; x64; rv:150.0', '150.0', languages)
    // The same for all who use it, whatever they read.
    case 'tor-browser':
      return geckoHeaders('Windows NT 10.0; Win64; x64; rv:140.0', '140.0', 'en-US,en;q=0.5')
    case 'safari-iphone':
      return safariHeaders(languages)
  }
}

const geckoAccept: Readonly<Record<BrowserUse, string>> = {
  data: '*/*',
  document: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  font: 'application/font-woff2;q=1.0,application/font-woff;q=0.9,*/*;q=0.8',
  image: 'image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5',
  script: '*/*',
  style: 'text/css,*/*;q=0.1',
  worker: '*/*',
}

function geckoHeaders(system: string, version: string, languages: string): HeadersOf {
  return (origin, use, codings) => {
    const isTrusted = isTrustworthy(origin)
    const encodings = isTrusted && codings === 'all' ? 'gzip, deflate, br, zstd' : 'gzip, deflate'
    return [
      ...['Host', origin.host],
      ...['User-Agent', `Mozilla/5.0 (${system}) Gecko/20100101 Firefox/${version}`],
      ...['Accept', geckoAccept[use], 'Accept-Language', languages, 'Accept-Encoding', encodings],
      ...(fetchModes[use] === 'cors' ? ['Origin', origin.origin] : []),
      ...['Connection', 'keep-alive'],
      ...(use === 'document' ? ['Upgrade-Insecure-Requests', '1'] : []),
      ...(isTrusted ? fetchMetadata(use) : []),
    ]
  }
}

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1'

function safariHeaders(languages: string): HeadersOf {
  return (origin, use, codings) => {
    const isTrusted = isTrustworthy(origin)
    const encodings = isTrusted && codings === 'all' ? 'gzip, deflate, br' : 'gzip, deflate'
    return [
      ...['Host', origin.host],
      ...['Accept', use === 'document' ? geckoAccept.document : '*/*'],
      ...(isTrusted ? fetchMetadata(use) : []),
      ...(fetchModes[use] === 'cors' ? ['Origin', origin.origin] : []),
      ...['User-Agent', IPHONE, 'Accept-Language', languages, 'Accept-Encoding', encodings],
      ...['Connection', 'keep-alive'],
    ]
  }
}

function fetchMetadata(use: BrowserUse): RawHeaders {
  return [
    ...['Sec-Fetch-Dest', fetchDestination(use), 'Sec-Fetch-Mode', fetchModes[use]],
    ...['Sec-Fetch-Site', use === 'document' ? 'none' : 'same-origin'],
    ...(use === 'document' ? ['Sec-Fetch-User', '?1'] : []),
  ]
}

/** The same browser, brought to each page by a search engine. */
function fromSearch(headersOf: HeadersOf): HeadersOf {
  return (origin, use, codings) => {
    const headers = headersOf(origin, use, codings)
    if (use !== 'document') return headers
    const crossed = headers.map((value, index) =>
      headers[index - 1] === 'Sec-Fetch-Site' ? 'cross-site' : value,
    )
    return [...crossed, 'Referer', 'https://www.google.com/']
  }
}

/** The same browser, asking whether what it has is still good. No relay ever gave it what it asks with. */
function revalidating(headersOf: HeadersOf): HeadersOf {
  return (origin, use, codings) => [
    ...headersOf(origin, use, codings),
    ...['If-None-Match', '"0"', 'If-Modified-Since', 'Thu, 01 Jan 2026 00:00:00 GMT'],
  ]
}
