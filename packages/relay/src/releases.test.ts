import { utf8 } from '@cronista/protocol'
import { describe, expect, it } from 'vitest'
import { MemoryReleaseFiles } from './adapters/memory/memory-release-files.ts'
import { MemoryReleaseStore } from './adapters/memory/memory-release-store.ts'
import { nativePrimitives } from './adapters/node/native-primitives.ts'
import { sitePathOf } from './domain/site-path.ts'
import { releaseOf, siteNumber } from './http/release.fixture.ts'
import { NOON } from './http/newsroom.fixture.ts'
import { putUnjudged } from './http/relay.fixture.ts'
import type { ReleaseStore } from './ports/release-store.ts'
import { Releases } from './releases.ts'

const DAY = 86_400_000
const SCRIPT = '/assets/reader.4FZYO82M.js'

const first = releaseOf({ site: { ...siteNumber(1), [SCRIPT]: 'script' } })
const second = releaseOf({ number: 2, previousHead: first.head })
const third = releaseOf({ number: 3, previousHead: second.head })

/** Releases over stores that outlive them. */
function stores() {
  const parts = {
    store: new MemoryReleaseStore() as ReleaseStore,
    files: new MemoryReleaseFiles(nativePrimitives),
    nowMillis: NOON,
    clock: () => parts.nowMillis,
  }
  return parts
}

async function textAt(releases: Releases, path: string): Promise<string | undefined> {
  const found = await releases.find(sitePathOf(path)!, 'refused')
  return found && new TextDecoder().decode(found.bytes)
}

/** What both languages say. */
async function served(releases: Releases): Promise<readonly unknown[]> {
  return [await textAt(releases, '/es/'), await textAt(releases, '/en/')]
}

it('goes on with the current release, and with what has left', async () => {
  const parts = stores()
  const releases = await Releases.open(parts)
  expect(releases.current()).toBeUndefined()
  expect(await textAt(releases, '/es/')).toBeUndefined()
  for (const release of [first, second]) expect(await putUnjudged(releases, release)).toBe('stored')
  const later = await Releases.open(parts)
  expect(later.current()?.number).toBe(2)
  expect(await served(later)).toEqual(['portada 2', 'front 2'])
  expect(await textAt(later, SCRIPT)).toBe('script')
})

describe('a crash at the switch', () => {
  /** Stops before or after the switch, as a crash would. */
  function stopping(store: ReleaseStore, when: 'after' | 'before'): ReleaseStore {
    return {
      current: () => store.current(),
      left: () => store.left(),
      forgetLeft: (before) => store.forgetLeft(before),
      async put(...given) {
        if (when === 'after') await store.put(...given)
        throw new Error('crash')
      },
    }
  }

  it.each([
    ['before', ['portada 1', 'front 1']],
    ['after', ['portada 2', 'front 2']],
  ] as const)('%s it leaves one whole release', async (when, expected) => {
    const parts = stores()
    await putUnjudged(await Releases.open(parts), first)
    const crashing = await Releases.open({ ...parts, store: stopping(parts.store, when) })
    await expect(putUnjudged(crashing, second)).rejects.toThrow('crash')
    expect(await served(crashing)).toEqual(['portada 1', 'front 1'])
    const releases = await Releases.open(parts)
    expect(await served(releases)).toEqual(expected)
    expect(await putUnjudged(releases, second)).toBe(when === 'before' ? 'stored' : 'repeated')
    expect(await served(releases)).toEqual(['portada 2', 'front 2'])
  })
})

it('serves what was switched to when the answer to the first asking was lost', async () => {
  const parts = stores()
  const releases = await Releases.open(parts)
  await putUnjudged(releases, first)
  const other = await Releases.open(parts)
  await putUnjudged(other, second)
  expect(await served(releases)).toEqual(['portada 1', 'front 1'])
  expect(await putUnjudged(releases, second)).toBe('repeated')
  expect(await served(releases)).toEqual(['portada 2', 'front 2'])
})

it('does not begin with half a site', async () => {
  const parts = stores()
  await putUnjudged(await Releases.open(parts), first)
  await parts.files.forgetBefore(Infinity as never, (hash) => hash !== [...first.files.keys()][1])
  await expect(Releases.open(parts)).rejects.toMatchObject({ code: 'state-damaged' })
})

it('refuses a list that gives a file another size', async () => {
  const releases = await Releases.open(stores())
  for (const [hash, bytes] of first.files) await releases.putFile(hash, bytes)
  const sha256 = nativePrimitives.sha256(utf8('portada 1'))
  const wrong = [{ path: '/es/', size: 8, sha256 }]
  expect(await releases.put(first, wrong)).toBe('incomplete')
})

it('keeps what has left for thirty days, and what is current for good', async () => {
  const parts = stores()
  const releases = await Releases.open(parts)
  await putUnjudged(releases, first)
  parts.nowMillis = NOON + 40 * DAY
  await putUnjudged(releases, second)
  const [waiting] = [...third.files]
  await releases.putFile(...waiting!)
  const lack = () => releases.lacking([...first.files.keys(), ...second.files.keys(), waiting![0]])

  parts.nowMillis = NOON + 70 * DAY
  await releases.forget()
  expect(await lack()).toEqual([])
  expect(await textAt(releases, SCRIPT)).toBe('script')

  parts.nowMillis = NOON + 70 * DAY + 3_600_000
  await releases.forget()
  expect(await lack()).toEqual([...first.files.keys(), waiting![0]])
  expect(await textAt(releases, SCRIPT)).toBeUndefined()
  expect(await served(releases)).toEqual(['portada 2', 'front 2'])
})
