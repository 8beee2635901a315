import { parseRelease, utf8 } from '@cronista/protocol'
import { WEBCAT_MANIFEST_PATH, webcatManifest } from '@cronista/protocol/http'
import { describe, expect, it } from 'vitest'
import { nativePrimitives } from '../adapters/node/native-primitives.ts'
import { fileHashOf } from '../domain/file-hash.ts'
import { certifiedDevice, device, newsroomId, NOON, rosterOf } from './newsroom.fixture.ts'
import { ask, problemIn, relayInMemory, withRoster, type RelayOnTrial } from './relay.fixture.ts'
import { releaseOf, siteNumber, type ReleaseWithFiles } from './release.fixture.ts'

const HOUR = 3_600_000
const hashOf = (text: string) => fileHashOf(nativePrimitives.sha256(utf8(text)))

/** A relay with a roster, and releases that name it. */
async function begin() {
  const trial = await relayInMemory()
  const rosterHead = await withRoster(trial)
  const first = releaseOf({ rosterHead })
  const wishes = { number: 2, previousHead: first.head, rosterHead }
  return { trial, first, wishes, second: releaseOf(wishes) }
}

async function said(answer: Response): Promise<string> {
  return answer.status === 204 ? 'stored' : `${answer.status} ${await problemIn(answer)}`
}

async function putFile(trial: RelayOnTrial, hash: string, bytes: Uint8Array): Promise<string> {
  return said(await ask(trial, `/desk/release-files/${hash}`, bytes))
}

async function putRelease(
  trial: RelayOnTrial,
  { number, bytes }: Pick<ReleaseWithFiles, 'bytes' | 'number'>,
): Promise<string> {
  return said(await ask(trial, `/desk/releases/${number}`, bytes))
}

async function publish(trial: RelayOnTrial, release: ReleaseWithFiles): Promise<string> {
  for (const [hash, bytes] of release.files) await putFile(trial, hash, bytes)
  return putRelease(trial, release)
}

async function served(trial: RelayOnTrial): Promise<readonly string[]> {
  const paths = ['/es/', '/en/']
  return Promise.all(paths.map(async (path) => (await trial.app.request(path)).text()))
}

describe('a release', () => {
  it('is the site from the moment that it is taken, in both languages', async () => {
    const { trial, first, second } = await begin()
    expect(await publish(trial, first)).toBe('stored')
    expect(await served(trial)).toEqual(['portada 1', 'front 1'])
    for (const [hash, bytes] of second.files) await putFile(trial, hash, bytes)
    expect(await served(trial)).toEqual(['portada 1', 'front 1'])
    expect(await putRelease(trial, second)).toBe('stored')
    expect(await served(trial)).toEqual(['portada 2', 'front 2'])
  })

  it('is there for everyone who wants to check the site', async () => {
    const { trial, first } = await begin()
    await publish(trial, first)
    const answer = await trial.app.request('/release', { headers: { 'if-none-match': '"x"' } })
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(first.bytes)
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60')
    expect(answer.headers.has('etag')).toBe(false)
  })

  it('is told by a manifest, which is that of the release that is served', async () => {
    const { trial, first, second } = await begin()
    expect((await trial.app.request(WEBCAT_MANIFEST_PATH)).status).toBe(404)
    for (const release of [first, second]) {
      expect(await publish(trial, release)).toBe('stored')
      const answer = await trial.app.request(WEBCAT_MANIFEST_PATH)
      const told = webcatManifest(newsroomId, parseRelease(release.bytes))
      expect(new Uint8Array(await answer.arrayBuffer())).toEqual(told)
    }
  })

  it('is taken again when the bytes are the same, however long it has been current', async () => {
    const { trial, first } = await begin()
    await publish(trial, first)
    expect(await putRelease(trial, first)).toBe('stored')
    trial.nowMillis = NOON + 80 * HOUR
    const { bytes } = rosterOf({ number: 9, issuedAtMillis: trial.nowMillis })
    await trial.app.request('/desk/roster', { method: 'PUT', body: bytes.slice() })
    expect(await putRelease(trial, first)).toBe('stored')
  })

  it('is refused with the rule that it breaks', async () => {
    const { trial, first, wishes, second } = await begin()
    await publish(trial, first)
    for (const [hash, bytes] of second.files) await putFile(trial, hash, bytes)
    const [ana, bruno] = [[device.ana, 1] as const, [device.bruno, 2] as const]
    const signedBy = (...signers: readonly (readonly [Uint8Array, number])[]) =>
      releaseOf({ ...wishes, signers })
    const es = { '/es/': 'portada 2', '/en/': 'front 1' }
    const oneLanguage = { '/es/': 'portada 2', '/es/nota/': 'portada 2', '/en/': 'front 2' }
    const altered = second.bytes.slice()
    altered[80] = (altered[80] ?? 0) ^ 1
    const rosterHead = new Uint8Array(32).fill(7)
    const cases: readonly (readonly [Pick<ReleaseWithFiles, 'bytes' | 'number'>, string])[] = [
      [signedBy(), 'release-unsigned'],
      [signedBy(ana), 'release-half-signed'],
      [signedBy(ana, ana), 'release-half-signed'],
      [signedBy(ana, [device.bruno, 1]), 'release-half-signed'],
      [signedBy(ana, [device.stranger, 3]), 'release-device-foreign'],
      [signedBy(ana, [device.ana, 1], [device.stranger, 3]), 'release-device-foreign'],
      [signedBy(ana, [device.bruno, 3]), 'release-device-foreign'],
      [releaseOf({ ...wishes, rosterHead }), 'release-roster-stale'],
      [releaseOf({ ...wishes, site: oneLanguage }), 'release-one-language'],
      [releaseOf({ ...wishes, rootPublicKey: new Uint8Array(32) }), 'release-foreign'],
      [releaseOf({ ...wishes, number: 1, site: es }), 'release-older'],
      [releaseOf({ ...wishes, number: 3 }), 'release-unchained'],
      [releaseOf({ ...wishes, previousHead: rosterHead }), 'release-unchained'],
      [{ ...second, number: 3 }, 'release-misnumbered'],
      [{ ...second, bytes: altered }, 'release-unsigned'],
      [{ ...second, bytes: second.bytes.subarray(1) }, 'release-malformed'],
    ]
    for (const [release, cause] of cases)
      expect(await putRelease(trial, release)).toBe(`422 release-refused ${cause}`)
    expect(await served(trial)).toEqual(['portada 1', 'front 1'])
    expect(trial.releases.current()?.bytes).toEqual(first.bytes)
    const byMore = signedBy(ana, bruno, [device.stranger, 3])
    expect(await putRelease(trial, byMore)).toBe('stored')
  })

  it('is refused when the roster it names has run out, or a newer one lacks its devices', async () => {
    const { trial, first, second } = await begin()
    await publish(trial, first)
    const { head: previousHead } = rosterOf()
    const left = { number: 2, previousHead, issuedAtMillis: NOON - HOUR / 2 }
    const devices = [certifiedDevice(device.ana, 1), certifiedDevice(device.stranger, 3)]
    const without = rosterOf({ ...left, devices }, [device.ana, device.stranger])
    const putRoster = (bytes: Uint8Array) =>
      trial.app.request('/desk/roster', { method: 'PUT', body: bytes.slice() })
    expect((await putRoster(without.bytes)).status).toBe(204)
    expect(await publish(trial, second)).toBe('422 release-refused release-device-foreign')

    trial.nowMillis = NOON + 72 * HOUR
    const next = { number: 3, previousHead: without.head, issuedAtMillis: trial.nowMillis }
    expect((await putRoster(rosterOf(next).bytes)).status).toBe(204)
    expect(await publish(trial, second)).toBe('422 release-refused release-roster-stale')
    expect(await served(trial)).toEqual(['portada 1', 'front 1'])
  })

  it('is refused while a file of it is missing', async () => {
    const { trial, first } = await begin()
    const [missed, ...others] = [...first.files]
    for (const file of others) await putFile(trial, ...file)
    expect(await putRelease(trial, first)).toBe('409 release-incomplete')
    expect((await trial.app.request('/es/')).status).toBe(503)
    await putFile(trial, ...missed!)
    expect(await putRelease(trial, first)).toBe('stored')
  })
})

describe('files of a release', () => {
  const missing = hashOf('missing')

  async function lacking(trial: RelayOnTrial, text: string): Promise<unknown> {
    const path = '/desk/release-files/lacking'
    const answer = await ask(trial, path, utf8(text), { method: 'POST' })
    return answer.status === 200 ? answer.json() : said(answer)
  }

  it('are named when they are lacking', async () => {
    const { trial, first } = await begin()
    const [hash, other] = [...first.files.keys()]
    await putFile(trial, hash!, first.files.get(hash!)!)
    const files = [other, missing, hash, missing]
    const lack = { files: [other, missing] }
    expect(await lacking(trial, JSON.stringify({ files }))).toEqual(lack)
  })

  it.each(['', '{', '[]', '{"files":["x"]}', '{"files":[],"more":1}', '{"files":["../a"]}'])(
    'are asked for by their hashes only, not by %j',
    async (text) => {
      const { trial } = await begin()
      expect(await lacking(trial, text)).toBe('422 release-refused hashes-malformed')
    },
  )

  it('are asked for a thousand at a time', async () => {
    const { trial } = await begin()
    const files = Array.from({ length: 1001 }, (_, index) => hashOf(`${index}`))
    const thousand = { files: files.slice(1) }
    expect(await lacking(trial, JSON.stringify(thousand))).toEqual(thousand)
    const problem = '422 release-refused hashes-malformed'
    expect(await lacking(trial, JSON.stringify({ files }))).toBe(problem)
    expect(await lacking(trial, ' '.repeat(100_001))).toBe('413 too-large')
  })

  it('are taken under their own hash alone', async () => {
    const { trial } = await begin()
    const problem = '422 release-refused file-mismatched'
    expect(await putFile(trial, missing, utf8('other'))).toBe(problem)
    expect(await lacking(trial, JSON.stringify({ files: [missing] }))).toEqual({ files: [missing] })
    for (const name of ['x', missing.toUpperCase(), `${missing}.br`, '..%2fnewsroom.sqlite'])
      expect(await putFile(trial, name, utf8('missing'))).toBe('404 not-found')
    expect(await putFile(trial, missing, utf8('missing'))).toBe('stored')
  })

  it('can be 32 MiB and no more', async () => {
    const { trial } = await begin()
    const largest = new Uint8Array(33_554_432)
    const hash = fileHashOf(nativePrimitives.sha256(largest))
    expect(await putFile(trial, hash, largest)).toBe('stored')
    expect(await putFile(trial, hash, new Uint8Array(33_554_433))).toBe('413 too-large')
  })

  it('are taken from devices only', async () => {
    const { trial } = await begin()
    const strange = { seed: device.stranger }
    for (const path of [`/desk/release-files/${missing}`, '/desk/releases/1']) {
      expect((await ask(trial, path, utf8('missing'), strange)).status).toBe(401)
      expect((await trial.app.request(path, { method: 'PUT', body: 'missing' })).status).toBe(401)
    }
    const path = '/desk/release-files/lacking'
    expect((await trial.app.request(path, { method: 'POST', body: '{}' })).status).toBe(401)
  })
})

it('no body is read of what no device has signed', async () => {
  const { trial } = await begin()
  let read = 0
  const endless = new ReadableStream(
    {
      pull(controller) {
        read += 1
        controller.enqueue(new Uint8Array(65_536))
      },
    },
    { highWaterMark: 0 },
  )
  const init = { method: 'PUT', body: endless, duplex: 'half' } as RequestInit
  const answer = await trial.app.request(`/desk/release-files/${hashOf('x')}`, init)
  expect(answer.status).toBe(401)
  expect(read).toBe(0)
})

it('a page of the site before is gone, and a script that one names is still there', async () => {
  const { trial, wishes } = await begin()
  const script = '/assets/reader.4FZYO82M.js'
  const rosterHead = wishes.rosterHead
  const note = { '/es/nota.html': 'nota', '/en/nota.html': 'note' }
  const site = { ...siteNumber(1), ...note, [script]: 'script' }
  const first = releaseOf({ rosterHead, site })
  await publish(trial, first)
  await publish(trial, releaseOf({ ...wishes, previousHead: first.head }))
  expect((await trial.app.request('/es/nota.html')).status).toBe(404)
  const answer = await trial.app.request(script)
  expect(await answer.text()).toBe('script')
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
})
