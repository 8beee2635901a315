import { parseRelease, toHex } from '@cronista/protocol'
import { systemClock } from '../src/adapters/node/system-clock.ts'
import { rosterOf, signedRequest, type SignatureChanges } from '../src/http/newsroom.fixture.ts'
import {
  releaseOf,
  type ReleaseWishes,
  type ReleaseWithFiles,
} from '../src/http/release.fixture.ts'

const HOUR = 3_600_000

/** An answer that came whole. */
export interface WholeAnswer {
  readonly status: number
  readonly bytes: Uint8Array
}

/** Asks a relay that runs; `undefined` if no whole answer came. */
export async function fetchWhole(
  url: string,
  path: string,
  init: RequestInit = {},
): Promise<WholeAnswer | undefined> {
  try {
    const answer = await fetch(new URL(path, url), init)
    return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) }
  } catch {
    return undefined
  }
}

/** Asks as a device does. */
export async function askAsDevice(
  url: string,
  path: string,
  body?: Uint8Array,
  changes: SignatureChanges = {},
): Promise<WholeAnswer | undefined> {
  const signed = await signedRequest(path, body, { createdMillis: systemClock(), ...changes })
  const { method, headers } = signed
  return fetchWhole(url, path, { method, headers, ...(body && { body: body.slice() }) })
}

/** A roster of today. */
export function rosterOfToday(): ReturnType<typeof rosterOf> {
  return rosterOf({ issuedAtMillis: systemClock() - HOUR })
}

/** Hands in a roster of today; gives its head. */
export async function putRoster(url: string): Promise<Uint8Array> {
  const { bytes, head } = rosterOfToday()
  await fetchWhole(url, '/desk/roster', { method: 'PUT', body: bytes.slice() })
  return head
}

/** A release of today. */
export function releaseOfToday(wishes: ReleaseWishes): ReleaseWithFiles {
  return releaseOf({ issuedAtMillis: systemClock(), ...wishes })
}

/** Hands in the files of a release, one after the other, and gives the statuses. */
export async function putFiles(
  url: string,
  { files }: Pick<ReleaseWithFiles, 'files'>,
): Promise<readonly (number | undefined)[]> {
  const statuses = []
  for (const [hash, bytes] of files)
    statuses.push((await askAsDevice(url, `/desk/release-files/${hash}`, bytes))?.status)
  return statuses
}

/** Hands in the list of a release, and gives the status. */
export async function putRelease(
  url: string,
  { number, bytes }: ReleaseWithFiles,
): Promise<number | undefined> {
  return (await askAsDevice(url, `/desk/releases/${number}`, bytes))?.status
}

/** Which release the list, the Spanish page and the English page are of. */
export async function servedNumbers(url: string): Promise<readonly number[]> {
  const [list, es, en] = await Promise.all(
    ['/release', '/es/', '/en/'].map((path) => fetchWhole(url, path)),
  )
  const inText = (answer: WholeAnswer | undefined) =>
    Number(/\d+$/u.exec(new TextDecoder().decode(answer?.bytes))?.[0])
  return [parseRelease(list?.bytes ?? new Uint8Array()).number, inText(es), inText(en)]
}

/** Every batch that a relay lists, by device and number, with its bytes. */
export async function batchesAt(url: string): Promise<ReadonlyMap<string, string>> {
  const answer = await askAsDevice(url, '/desk/journal')
  const { batches } = JSON.parse(new TextDecoder().decode(answer?.bytes)) as {
    batches: { place: number; deviceId: string; number: number }[]
  }
  const found = new Map<string, string>()
  for (const { place, deviceId, number } of batches) {
    const batch = await askAsDevice(url, `/desk/journal/${place}`)
    found.set(`${deviceId} ${number}`, toHex(batch?.bytes ?? new Uint8Array()))
  }
  return found
}
