import type { BrowserUse, Codings } from '../site.ts'

/** Names and values one after the other, as `node:http` takes them and `rawHeaders` gives them. */
export type RawHeaders = readonly string[]

/** The headers that one browser sends when it fetches from `origin` for this use. */
export type HeadersOf = (origin: URL, use: BrowserUse, codings: Codings) => RawHeaders

/** One browser of the Chromium family. */
export interface ChromiumKind {
  /** In the place of the operating system in `User-Agent`. */
  readonly system: string
  readonly isPhone: boolean
  readonly platform: string
  /** `Accept-Language`. */
  readonly languages: string
}

const MAJOR = 156
const accept: Readonly<Record<BrowserUse, string>> = {
  data: '*/*',
  document:
    'text/html,application/xhtml+xml,application/xml;q=0.9,image/jxl,image/avif,image/webp,' +
    'image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7',
  font: '*/*',
  image: 'image/jxl,image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8',
  script: '*/*',
  style: 'text/css,*/*;q=0.1',
  worker: '*/*',
}
/** `Sec-Fetch-Mode`; the site's script is asked for with CORS, as its element says. */
export const fetchModes: Readonly<Record<BrowserUse, string>> = {
  data: 'same-origin',
  document: 'navigate',
  font: 'cors',
  image: 'no-cors',
  script: 'cors',
  style: 'no-cors',
  worker: 'same-origin',
}
const host = (origin: URL) => ['Host', origin.host, 'Connection', 'keep-alive']
const brands = ['sec-ch-ua', `"Not:A-Brand";v="8", "Chromium";v="${MAJOR}"`]
const upgrade = ['Upgrade-Insecure-Requests', '1']

/** Chromium's headers over HTTP/1.1, in its order and spelling: with them alone no answer can be kept for
 *  browsers only. They hide the checker no further than that: the TLS handshake, the version of HTTP, the
 *  order and pace of the requests and the address they come from still tell whoever looks. */
export function chromiumHeaders(kind: ChromiumKind): HeadersOf {
  const mobile = ['sec-ch-ua-mobile', kind.isPhone ? '?1' : '?0']
  const platform = ['sec-ch-ua-platform', `"${kind.platform}"`]
  const agent = [
    'User-Agent',
    `Mozilla/5.0 (${kind.system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${MAJOR}.0.0.0 ${kind.isPhone ? 'Mobile ' : ''}Safari/537.36`,
  ]
  const languages = ['Accept-Language', kind.languages]
  return (origin, use, codings) => {
    const isTrusted = isTrustworthy(origin)
    const encodings = isTrusted && codings === 'all' ? 'gzip, deflate, br, zstd' : 'gzip, deflate'
    const offered = ['Accept-Encoding', encodings, ...languages]
    const wanted = ['Accept', accept[use]]
    const from = fetchModes[use] === 'cors' ? ['Origin', origin.origin] : []
    const navigates = use === 'document' ? upgrade : []
    if (!isTrusted) return [...host(origin), ...from, ...navigates, ...agent, ...wanted, ...offered]
    const fetched = [
      ...['Sec-Fetch-Site', use === 'document' ? 'none' : 'same-origin'],
      ...['Sec-Fetch-Mode', fetchModes[use]],
      ...(use === 'document' ? ['Sec-Fetch-User', '?1'] : []),
      ...['Sec-Fetch-Dest', fetchDestination(use)],
    ]
    const told = [...wanted, ...fetched]
    if (use === 'document')
      return [
        ...[...host(origin), ...brands, ...mobile, ...platform, ...upgrade, ...agent],
        ...[...told, ...offered],
      ]
    if (use === 'worker') return [...host(origin), ...told, ...agent, ...offered]
    return [
      ...[...host(origin), ...from, ...platform, ...agent, ...brands, ...mobile],
      ...[...told, ...offered],
    ]
  }
}

/** `Sec-Fetch-Dest`. */
export function fetchDestination(use: BrowserUse): string {
  return use === 'data' ? 'empty' : use
}

/** Chromium on a computer, for who reads Spanish. */
export const browserHeaders: HeadersOf = chromiumHeaders({
  system: 'X11; Linux x86_64',
  isPhone: false,
  platform: 'Linux',
  languages: 'es-MX,es;q=0.9',
})

/** Whether browsers tell this origin what they tell none over plain HTTP. */
export function isTrustworthy({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || /^(?:127(?:\.\d+){3}|\[::1\]|(?:.+\.)?localhost)$/u.test(hostname)
}
