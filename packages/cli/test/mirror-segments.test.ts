import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parseSegmentName, toHex } from '@cronista/protocol'
import { portablePrimitives as p } from '@cronista/protocol/portable'
import { expect, it, onTestFinished } from 'vitest'
import { openAuditorKey } from '../src/segments/auditor-key.ts'
import { isSegment } from '../src/segments/segment-shelf.ts'
import { startSegmentMirror, temporaryFolder } from './cronista-process.fixture.ts'
import { asDevice, fillSegments, relayIn, rosterNow } from './relay-newsroom.fixture.ts'

const run = promisify(execFile)
const KEY = /"publicKey": "(?<key>[0-9a-f]{64})"/u
const SERVING = /are at (?<url>http:\S+)\n/u

/** A relay that knows the auditor whose folder this is, with segments to copy. */
async function auditedRelay(segments: number) {
  const [relayFolder, folder] = [await temporaryFolder(), await temporaryFolder()]
  const key = await openAuditorKey(p, (length) => new Uint8Array(randomBytes(length)), folder)
  const publicKey = toHex(key.publicKey)
  const relay = await relayIn(relayFolder, { auditors: [{ name: 'El sótano', publicKey }] })
  await asDevice(relay.url).putRoster(rosterNow())
  await fillSegments(relay.url, segments)
  return { relay, folder, publicKey }
}

const addressOf = async (mirror: ReturnType<typeof startSegmentMirror>): Promise<string> =>
  (await mirror.says(SERVING)).groups?.['url'] ?? ''

/** Everything that somebody who asks as a desk is given, by name. */
async function givenBy(url: string): Promise<ReadonlyMap<string, string>> {
  const desk = asDevice(url)
  const given = new Map<string, string>()
  for (const name of await desk.segments(undefined))
    given.set(name, toHex(await desk.segment(name)))
  return given
}

it('asks under a key of its own, which the operator has to know, and gives to desks what the relay gave', async () => {
  const { relay, folder, publicKey } = await auditedRelay(3)
  expect((await stat(join(folder, 'auditor-key'))).mode & 0o777).toBe(0o600)
  const strangersFolder = await temporaryFolder()
  const stranger = startSegmentMirror(relay.url, strangersFolder)
  const strangersKey = (await stranger.says(KEY)).groups?.['key']
  expect((await stat(join(strangersFolder, 'auditor-key'))).mode & 0o777).toBe(0o600)
  expect(strangersKey).not.toBe(publicKey)
  await stranger.says(/does not know this machine’s key/u)

  const mirror = startSegmentMirror(relay.url, folder)
  const url = await addressOf(mirror)
  await mirror.says(new RegExp(`key: ${publicKey}`, 'u'))
  await mirror.says(/Segments copied: \d/u)
  expect(await givenBy(url)).toEqual(await givenBy(relay.url))
  const someone = asDevice(url, new Uint8Array(32).fill(77))
  await expect(someone.segments(undefined)).rejects.toMatchObject({ code: 'device-refused' })
  expect((await fetch(`${url}/desk/segments`)).status).toBe(401)
  expect((await fetch(`${url}/c`, { method: 'POST', body: 'x' })).status).toBe(404)
})

it('goes on giving copies when the relay is dead, and after it was started anew', async () => {
  const { relay, folder } = await auditedRelay(3)
  const mirror = startSegmentMirror(relay.url, folder)
  await mirror.says(/Segments copied: \d/u)
  const before = await givenBy(relay.url)
  await relay.close()
  expect(await givenBy(await addressOf(mirror))).toEqual(before)
  mirror.child.kill('SIGKILL')
  await mirror.ended
  const again = startSegmentMirror(relay.url, folder)
  await again.says(/no complete answer/u)
  expect(await givenBy(await addressOf(again))).toEqual(before)
})

/** What is given of the segments that the relay had at first; it may have closed another since. */
async function givenOf(expected: ReadonlyMap<string, string>, url: string) {
  return new Map([...(await givenBy(url))].filter(([name]) => expected.has(name)))
}

it('killed at any moment, it holds whole segments only, and in the end all of them', async () => {
  const { relay, folder } = await auditedRelay(12)
  const expected = await givenBy(relay.url)
  const copies = join(folder, 'segments')
  for (let kills = 0; kills < 4; kills++) {
    const mirror = startSegmentMirror(relay.url, folder)
    await mirror.says(SERVING)
    // Between two files, or in the middle of one: never twice at the same moment.
    const wanted = Math.min(kills + 1, expected.size - 1)
    while ((await readdir(copies)).length < wanted) await new Promise(setImmediate)
    mirror.child.kill('SIGKILL')
    await mirror.ended
    for (const file of await readdir(copies)) {
      const name = parseSegmentName(file)?.name
      if (name === undefined) continue
      const bytes = new Uint8Array(await readFile(join(copies, file)))
      expect(toHex(bytes)).toBe(expected.get(name))
    }
  }
  const last = startSegmentMirror(relay.url, folder)
  const url = await addressOf(last)
  await expect.poll(() => givenOf(expected, url), { timeout: 30_000 }).toEqual(expected)
})

it('says when its disk is full, gives what it has, and goes on when there is room', async ({
  skip,
}) => {
  const { relay, folder } = await auditedRelay(6)
  const small = join(folder, 'segments')
  await mkdir(small, { recursive: true })
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=32k', 'tmpfs', small])
  } catch {
    skip('this process may not mount')
  }
  onTestFinished(async () => {
    await run('umount', ['-l', small])
  })
  const mirror = startSegmentMirror(relay.url, folder)
  const url = await addressOf(mirror)
  await mirror.says(/The disk could not be read or written/u)
  const given = await givenBy(url)
  expect(given.size).toBeGreaterThan(0)
  const all = await givenBy(relay.url)
  for (const [name, bytes] of given) expect(bytes).toBe(all.get(name))
  mirror.child.kill('SIGKILL')
  await mirror.ended
  await run('mount', ['-o', 'remount,size=4m', small])
  const again = startSegmentMirror(relay.url, folder)
  await again.says(/Segments copied/u)
  expect(await givenBy(await addressOf(again))).toEqual(all)
})

it('drops a copy that the disk has changed, and fetches it again', async () => {
  const { relay, folder } = await auditedRelay(2)
  const expected = await givenBy(relay.url)
  const first = startSegmentMirror(relay.url, folder)
  await first.says(/Segments copied/u)
  first.child.kill('SIGKILL')
  await first.ended
  const [name] = [...expected.keys()]
  const path = join(folder, 'segments', name ?? '')
  const bytes = new Uint8Array(await readFile(path))
  await writeFile(path, bytes.slice(0, -1))
  expect(isSegment(p, bytes.slice(0, -1))).toBe(false)
  const again = startSegmentMirror(relay.url, folder)
  const url = await addressOf(again)
  const desk = asDevice(url)
  for (const one of await desk.segments(undefined)) await desk.segment(one).catch(() => undefined)
  // On a slow machine its next round may have fetched it again by now.
  const whole = expected.get(name ?? '')
  expect([undefined, whole]).toContain((await givenBy(url)).get(name ?? ''))
  again.child.kill('SIGKILL')
  await again.ended
  const last = startSegmentMirror(relay.url, folder)
  const lastUrl = await addressOf(last)
  await expect.poll(() => givenOf(expected, lastUrl), { timeout: 30_000 }).toEqual(expected)
})
