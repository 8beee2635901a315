import { randomInt } from 'node:crypto'
import { deviceIdOf, toHex } from '@cronista/protocol'
import { expect, it, onTestFinished } from 'vitest'
import { discardFolder, temporaryFolder } from '../src/adapters/disk/temporary-folder.fixture.ts'
import { nativePrimitives } from '../src/adapters/node/native-primitives.ts'
import { device, newsroomId } from '../src/http/newsroom.fixture.ts'
import { batchOf, siteNumber } from '../src/http/release.fixture.ts'
import {
  askAsDevice,
  batchesAt,
  fetchWhole,
  putFiles,
  putRelease,
  putRoster,
  releaseOfToday,
  servedNumbers,
} from './desk.fixture.ts'
import { startRelayProcess, type RelayProcess } from './relay-process.fixture.ts'

const KILLS = 6

async function folderOfTest(): Promise<string> {
  const folder = await temporaryFolder()
  onTestFinished(() => discardFolder(folder))
  return folder
}

it('a relay killed while batches arrive has every batch that it answered 204 for', async () => {
  const folder = await folderOfTest()
  let relay = await startRelayProcess(folder)
  onTestFinished(() => relay.stop('SIGKILL'))
  await putRoster(relay.url)
  const acknowledged = new Map<string, string>()
  const desks = [device.ana, device.bruno].map((seed) => ({
    seed,
    number: 1,
    next: batchOf(1, seed),
  }))

  for (let kill = 0; kill < KILLS; kill++) {
    const killAt = acknowledged.size + randomInt(1, 12)
    await Promise.all(
      desks.map(async (desk) => {
        for (;;) {
          const { seed, number, next } = desk
          const answer = await askAsDevice(relay.url, `/desk/journal/${number}`, next, { seed })
          if (answer === undefined) return
          expect(answer.status).toBe(204)
          acknowledged.set(nameOf(seed, number), toHex(next))
          Object.assign(desk, { number: number + 1, next: batchOf(number + 1, seed) })
          if (acknowledged.size >= killAt) relay.child.kill('SIGKILL')
        }
      }),
    )
    await relay.stop('SIGKILL')
    relay = await startRelayProcess(folder)
  }
  const kept = await batchesAt(relay.url)
  for (const [name, bytes] of acknowledged) expect(kept.get(name), name).toBe(bytes)
})

it('a relay killed while a release is put serves one whole release, in both languages', async () => {
  const folder = await folderOfTest()
  let relay = await startRelayProcess(folder)
  onTestFinished(() => relay.stop('SIGKILL'))
  const rosterHead = await putRoster(relay.url)
  let current = releaseOfToday({ rosterHead })
  await putFiles(relay.url, current)
  expect(await putRelease(relay.url, current)).toBe(204)

  for (let kill = 0; kill < KILLS; kill++) {
    const { number, head: previousHead } = current
    const next = releaseOfToday({ rosterHead, number: number + 1, previousHead })
    await putFiles(relay.url, next)
    const [status] = await Promise.all([
      putRelease(relay.url, next),
      killAfterPages(relay, randomInt(12)),
    ])
    await relay.stop('SIGKILL')
    relay = await startRelayProcess(folder)
    const served = await servedNumbers(relay.url)
    const wasPut = served[0] === next.number
    expect(served).toEqual(Array(3).fill(wasPut ? next.number : number))
    if (status !== undefined) expect({ status, wasPut }).toEqual({ status: 204, wasPut: true })
    expect(await putRelease(relay.url, next)).toBe(204)
    expect(await servedNumbers(relay.url)).toEqual(Array(3).fill(next.number))
    current = next
  }
})

it('a relay killed while files arrive has each that it answered 204 for, whole', async () => {
  const folder = await folderOfTest()
  const relay = await startRelayProcess(folder)
  const rosterHead = await putRoster(relay.url)
  const notes = Array.from({ length: 40 }, (_, index) => [
    `/n${index}.txt`,
    `note ${index} `.repeat(900),
  ])
  const release = releaseOfToday({
    rosterHead,
    site: { ...siteNumber(1), ...Object.fromEntries(notes) },
  })
  const acknowledged = new Set<string>()
  await Promise.all(
    Array.from(release.files, async ([hash, bytes]) => {
      const answer = await askAsDevice(relay.url, `/desk/release-files/${hash}`, bytes)
      if (answer?.status === 204) acknowledged.add(hash)
      if (acknowledged.size === 15) relay.child.kill('SIGKILL')
    }),
  )
  await relay.stop('SIGKILL')

  const again = await startRelayProcess(folder)
  onTestFinished(() => again.stop('SIGKILL'))
  const asked = new TextEncoder().encode(JSON.stringify({ files: [...release.files.keys()] }))
  const path = '/desk/release-files/lacking'
  const answer = await askAsDevice(again.url, path, asked, { method: 'POST' })
  const { files: lacking } = JSON.parse(new TextDecoder().decode(answer?.bytes)) as {
    files: string[]
  }
  expect(acknowledged.size).toBeGreaterThanOrEqual(15)
  expect(lacking.filter((hash) => acknowledged.has(hash))).toEqual([])
  await putFiles(again.url, release)
  expect(await putRelease(again.url, release)).toBe(204)
  for (const [name, text] of notes) {
    const page = await fetchWhole(again.url, name!)
    expect(new TextDecoder().decode(page?.bytes)).toBe(text)
  }
})

/** Reads so many pages, one after the other, and kills the relay: a wait that no clock measures. */
async function killAfterPages(relay: RelayProcess, pages: number): Promise<void> {
  for (let page = 0; page < pages; page++) await fetchWhole(relay.url, '/es/')
  relay.child.kill('SIGKILL')
}

function nameOf(seed: Uint8Array, number: number): string {
  const publicKey = nativePrimitives.ed25519PublicKey(seed)
  return `${toHex(deviceIdOf(nativePrimitives, newsroomId, publicKey))} ${number}`
}
