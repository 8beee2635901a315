import { randomInt } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '@cronista/desk'
import { asNewsroomId, currentEpoch, fromHex, readEdition, verifyRoster } from '@cronista/protocol'
import { portablePrimitives } from '@cronista/protocol/portable'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bootTestbed, type Testbed, type TestbedOptions } from './boot-testbed.ts'
import { newsroomPaths } from './newsroom-folder.ts'
import { startFailure } from './start-failure.ts'

const DAY_MILLIS = 86_400_000
/** What is looked at here does not need the stories. */
const empty = { schedule: 'demo', stories: 'none' } as const

let root = ''
let founded = ''
let newsroomId = ''
/** Under another address the site would have to be released anew. The system gives the ports above
 *  these to anybody who connects. */
const sitePort = randomInt(20_000, 32_000)

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'cronista-boot-'))
  founded = join(root, 'founded')
  const testbed = await bootTestbed({ ...empty, statePath: founded, sitePort })
  newsroomId = testbed.newsroomId
  await testbed.close()
})
afterAll(() => rm(root, { recursive: true, force: true }))

let copies = 0
async function copyOfFounded(): Promise<string> {
  const copy = join(root, `copy-${String(++copies)}`)
  await cp(founded, copy, { recursive: true })
  return copy
}

async function withTestbed(
  options: Partial<TestbedOptions>,
  look: (testbed: Testbed) => Promise<void>,
) {
  const testbed = await bootTestbed({ ...empty, ...options })
  try {
    await look(testbed)
  } finally {
    await testbed.close()
  }
}

async function bytesAt(url: string): Promise<Uint8Array> {
  const answer = await fetch(url)
  expect(answer.status, url).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

/** What a reader's page does before it trusts anything; throws where the page would refuse. */
async function trustAsAPageDoes({ siteUrl, newsroomId: id }: Testbed, nowMillis: number) {
  const pinned = asNewsroomId(fromHex(id))
  const edition = await bytesAt(`${siteUrl}/edition`)
  const roster = verifyRoster(portablePrimitives, await bytesAt(`${siteUrl}/roster`), {
    newsroomId: pinned,
    nowMillis,
  })
  readEdition(portablePrimitives, pinned, edition, roster)
  expect(currentEpoch(roster, nowMillis)).toBeDefined()
  return roster
}

/** The machine's clock, moved. */
function movedClock(byMillis: number): Clock {
  return {
    nowMillis: () => Date.now() + byMillis,
    at(timeMillis, run) {
      const timer = setTimeout(run, Math.max(0, timeMillis - byMillis - Date.now()))
      return () => clearTimeout(timer)
    },
  }
}

test('readers have a site, a roster in force and an edition before anybody opens the desk', async () => {
  await withTestbed(
    { schedule: 'demo', statePath: await copyOfFounded(), sitePort },
    async (testbed) => {
      expect(testbed).toMatchObject({ newsroomId, wasFounded: 'before', setAside: undefined })
      await trustAsAPageDoes(testbed, Date.now())
      const front = new TextDecoder().decode(await bytesAt(`${testbed.siteUrl}/`))
      expect(front).toContain('Demostración.')
      const { origin, hash } = new URL(testbed.desks[0].url)
      expect(hash).toMatch(/^#token=/)
      expect((await fetch(`${origin}/api/status`)).status).toBe(401)
    },
  )
})

test('a start with other times presses the site anew for them', async () => {
  await withTestbed(
    { schedule: 'production', statePath: await copyOfFounded() },
    async (testbed) => {
      expect(testbed.newsroomId).toBe(newsroomId)
      const front = new TextDecoder().decode(await bytesAt(`${testbed.siteUrl}/`))
      expect(front).not.toContain('Demostración.')
      await trustAsAPageDoes(testbed, Date.now())
    },
  )
})

test('a roster that expired while everything was off is renewed through both devices', async () => {
  const later = movedClock(5 * DAY_MILLIS)
  const options = {
    schedule: 'demo',
    statePath: await copyOfFounded(),
    ...{ sitePort, clock: later },
  } satisfies TestbedOptions
  await withTestbed(options, async (testbed) => {
    const roster = await trustAsAPageDoes(testbed, later.nowMillis())
    expect(roster.number).toBe(2)
    expect(roster.signatures).toHaveLength(2)
  })
})

test('a testbed without a place of its own leaves nothing behind', async () => {
  const testbed = await bootTestbed(empty)
  await testbed.close()
  await expect(stat(testbed.paths.identity)).rejects.toMatchObject({ code: 'ENOENT' })
})

describe('damage is told in one sentence that says what to do:', () => {
  const paths = newsroomPaths('newsroom')
  test.each([
    paths.identity,
    paths.passphrases,
    join(paths.desks[0], 'vault'),
    join(paths.desks[0], 'desk.sqlite'),
    join(paths.desks[1], 'vault'),
    join(paths.desks[1], 'desk.sqlite'),
    join(paths.relay, 'newsroom.sqlite'),
    join(paths.relay, 'cells.sqlite'),
  ])('%s', async (name) => {
    const statePath = await copyOfFounded()
    const file = join(statePath, name)
    const bytes = await readFile(file)
    await writeFile(file, bytes.fill(0x5a, 0, Math.min(bytes.length, 4096)))
    const failure = await bootTestbed({ ...empty, statePath, sitePort }).then(
      async (testbed) => testbed.close(),
      (error: unknown) => startFailure(error),
    )
    expect(failure).toMatch(/damaged.*--fresh/)
    expect(failure?.split('\n')).toHaveLength(1)
  })
})

test('passphrases that open nothing are damage', async () => {
  const statePath = await copyOfFounded()
  const { passphrases } = newsroomPaths(join(statePath, 'newsroom'))
  const text = await readFile(passphrases, 'utf8')
  await writeFile(passphrases, text.replaceAll(/"passphrase": "[^"]*"/g, '"passphrase": "x"'))
  await expect(bootTestbed({ ...empty, statePath, sitePort })).rejects.toMatchObject({
    code: 'state-damaged',
  })
})
