import type { BrowserUse, Codings } from '../site.ts'

/** Names and values one after the other, as `node:http` takes them and `rawHeaders` gives them. */
export type RawHeaders = readonly string[]

const MAJOR = 156
const accept: Readonly<Record<BrowserUse, string>> = {
  document:
    'text/html,application/xhtml+xml,application/xml;q=0.9,image/jxl,image/avif,image/webp,' +
    'image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7',
  font: '*/*',
  image: 'image/jxl,image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8',
  script: '*/*',
  style: 'text/css,*/*;q=0.1',
  worker: '*/*',
}
const mode: Readonly<Record<BrowserUse, string>> = {
  document: 'navigate',
  font: 'cors',
  image: 'no-cors',
  script: 'no-cors',
  style: 'no-cors',
  worker: 'same-origin',
}
const host = (origin: URL) => ['Host', origin.host, 'Connection', 'keep-alive']
const brands = ['sec-ch-ua', `"Not:A-Brand";v="8", "Chromium";v="${MAJOR}"`]
const mobile = ['sec-ch-ua-mobile', '?0']
const platform = ['sec-ch-ua-platform', '"Linux"']
const agent = [
  'User-Agent',
  `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${MAJOR}.0.0.0 Safari/537.36`,
]
const upgrade = ['Upgrade-Insecure-Requests', '1']
const languages = ['Accept-Language', 'es-MX,es;q=0.9']

/** The headers that Chromium sends over HTTP/1.1 when it fetches from `origin` for this use, in its
 *  order and spelling: with them alone no answer can be kept for browsers only. They hide the checker no
 *  further than that: the TLS handshake, the version of HTTP, the order and pace of the requests and the
 *  address they come from still tell whoever looks. */
export function browserHeaders(origin: URL, use: BrowserUse, codings: Codings): RawHeaders {
  const isTrusted = isTrustworthy(origin)
  const encodings = isTrusted && codings === 'all' ? 'gzip, deflate, br, zstd' : 'gzip, deflate'
  const offered = ['Accept-Encoding', encodings, ...languages]
  const wanted = ['Accept', accept[use]]
  const from = use === 'font' ? ['Origin', origin.origin] : []
  if (!isTrusted)
    return [
      ...host(origin),
      ...from,
      ...(use === 'document' ? upgrade : []),
      ...agent,
      ...wanted,
      ...offered,
    ]
  const fetched = [
    ...['Sec-Fetch-Site', use === 'document' ? 'none' : 'same-origin'],
    ...['Sec-Fetch-Mode', mode[use]],
    ...(use === 'document' ? ['Sec-Fetch-User', '?1'] : []),
    ...['Sec-Fetch-Dest', use],
  ]
  if (use === 'document')
    return [
      ...host(origin),
      ...[...brands, ...mobile, ...platform, ...upgrade, ...agent],
      ...[...wanted, ...fetched, ...offered],
    ]
  if (use === 'worker') return [...host(origin), ...wanted, ...fetched, ...agent, ...offered]
  return [
    ...[...host(origin), ...from],
    ...[...platform, ...agent, ...brands, ...mobile],
    ...[...wanted, ...fetched, ...offered],
  ]
}

/** Whether browsers tell this origin what they tell none over plain HTTP. */
function isTrustworthy({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || /^(?:127(?:\.\d+){3}|\[::1\]|(?:.+\.)?localhost)$/u.test(hostname)
}
