import { SITE_HEADERS, siteCacheControl, siteContentType } from '@cronista/protocol/http'

/** How a header can differ from the one that the answer should have. */
export const headerDifferenceKinds = [
  'cookie-set',
  'header-differs',
  'header-missing',
  'header-unexpected',
] as const

/** One header that is not as it should be. */
export interface HeaderDifference {
  readonly kind: (typeof headerDifferenceKinds)[number]
  /** In small letters. */
  readonly header: string
}

// What servers and proxies on the way add, and what says how the bytes travel. Their values are not
// compared; none makes a browser run, load or tell anything that the page does not.
const travelling: ReadonlySet<string> = new Set([
  'age',
  'connection',
  'content-encoding',
  'content-length',
  'date',
  'keep-alive',
  'server',
  'strict-transport-security',
  'transfer-encoding',
  'vary',
  'via',
])
const ONION = 'onion-location'

/** Whether a header is one that servers and proxies on the way add. */
export function isTravelling(header: string): boolean {
  return travelling.has(header)
}

/** Compares the headers of an answer with those that every relay and mirror sends with the file at
 *  `path` (§9): the same values exactly, and none beside them but those of the transport. */
export function headerDifferences(
  path: string,
  headers: ReadonlyMap<string, string>,
): readonly HeaderDifference[] {
  const expected: ReadonlyMap<string, string> = new Map([
    ...Object.entries(SITE_HEADERS),
    ['cache-control', siteCacheControl(path)],
    ['content-type', siteContentType(path)],
  ])
  const lacking = [...expected].flatMap(([header, value]): HeaderDifference[] => {
    const given = headers.get(header)
    if (given === undefined) return [{ kind: 'header-missing', header }]
    return given === value ? [] : [{ kind: 'header-differs', header }]
  })
  const further = [...headers]
    .filter(([header]) => !expected.has(header) && !travelling.has(header))
    .flatMap(([header, value]): HeaderDifference[] => {
      if (header === 'set-cookie') return [{ kind: 'cookie-set', header }]
      if (header !== ONION) return [{ kind: 'header-unexpected', header }]
      return isOnionOf(path, value) ? [] : [{ kind: 'header-differs', header }]
    })
  return [...lacking, ...further]
}

/** Whether it names the same path on an onion service, and nothing besides. */
function isOnionOf(path: string, value: string): boolean {
  return /^https?:\/\/[a-z2-7]{56}\.onion(?<path>\/.*)$/u.exec(value)?.groups?.['path'] === path
}
