import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { discardFolder, temporaryFolder } from '../src/adapters/disk/temporary-folder.fixture.ts'
import { systemClock } from '../src/adapters/node/system-clock.ts'
import { cellNumber } from '../src/domain/cell.fixture.ts'
import { hourOf } from '../src/domain/hour.ts'
import { signedRequest } from '../src/http/newsroom.fixture.ts'
import { postCell, rawRequest, say } from '../src/http/raw-connection.fixture.ts'
import { batchOf } from '../src/http/release.fixture.ts'
import { releaseOfToday, rosterOfToday } from './desk.fixture.ts'
import { startRelayProcess } from './relay-process.fixture.ts'

const ADDRESS = '127.77.88.99'
const AGENT = 'Marked-Agent-4711'
const marks = [ADDRESS, AGENT, 'marked-cookie', 'marked-referrer', 'marked-path', '198.51.100.7']
const ROSTER_BATCH_FILES_RELEASE = 5
const HOUR_MILLIS = 3_600_000
const MORE_THAN_HOURS_SINCE_1970 = 1_000_000
const fields = [
  `user-agent: ${AGENT}`,
  'cookie: marked-cookie=1',
  'referer: https://marked-referrer.example/',
  'x-forwarded-for: 198.51.100.7',
]

it('nothing of who asked, with what, from where or for what is stored or printed', async () => {
  const folder = await temporaryFolder()
  onTestFinished(() => discardFolder(folder))
  const state = join(folder, 'state')
  const relay = await startRelayProcess(folder, { config: { segmentMaxCells: 5 } })
  const from = { localAddress: ADDRESS }
  const head = [...fields, '', ''].join('\r\n')
  const answers: string[] = []
  for (let number = 1; number <= 12; number++) {
    const withLength = [...fields, 'content-length: 3072']
    answers.push(await say(relay.url, postCell(cellNumber(number), withLength), from))
  }
  answers.push(
    await say(relay.url, postCell(new Uint8Array(9), [...fields, 'content-length: 9']), from),
  )
  for (const line of [
    'GET / HTTP/1.1',
    'GET /marked-path?marked-path HTTP/1.1',
    'GET /edition HTTP/1.1',
    'GET /release HTTP/1.1',
    'GET /desk/segments HTTP/1.1',
    'GET /desk/journal HTTP/1.1',
    'PUT /desk/roster HTTP/1.1',
  ])
    answers.push(await say(relay.url, `${line}\r\nhost: relay.test\r\n${head}`, from))
  for (const request of await requestsOfDesk())
    answers.push(await say(relay.url, await rawRequest(request, fields), from))
  await say(relay.url, `NONSENSE ${AGENT}\r\n\r\n`, { ...from, hangUp: true }).catch(() => '')
  await relay.stop('SIGTERM')

  expect(answers.filter((answer) => answer.startsWith('HTTP/1.1 204'))).toHaveLength(
    12 + ROSTER_BATCH_FILES_RELEASE,
  )
  expect(relay.printed()).toMatch(/^The relay listens at \S+\n$/u)
  const files = await contentsOf(state)
  expect(files.size).toBeGreaterThan(2)
  for (const [name, bytes] of [...files, ['printed', relay.printed()] as const])
    for (const mark of marks)
      expect(bytes.toLowerCase().includes(mark.toLowerCase()), `${mark} in ${name}`).toBe(false)
  const packed = String.fromCharCode(...ADDRESS.split('.').map(Number))
  for (const [name, bytes] of files)
    expect(bytes.includes(packed), `the packed address in ${name}`).toBe(false)
})

it('nothing finer than the hour is stored of when a batch came, a file or a release', async () => {
  const folder = await temporaryFolder()
  onTestFinished(() => discardFolder(folder))
  const relay = await startRelayProcess(folder)
  for (const request of await requestsOfDesk())
    expect(await say(relay.url, await rawRequest(request))).toMatch(/ 204 /u)
  await relay.stop('SIGTERM')
  const state = join(folder, 'state')
  expect(integersIn(join(state, 'journal.sqlite'))).toContain(hourOf(systemClock()))
  const left = integersIn(join(state, 'newsroom.sqlite'), ['release', 'left_file'])
  for (const integer of [...integersIn(join(state, 'journal.sqlite')), ...left])
    expect(integer).toBeLessThan(MORE_THAN_HOURS_SINCE_1970)
  for (const name of await readdir(join(state, 'release-files')))
    expect((await stat(join(state, 'release-files', name))).mtimeMs % HOUR_MILLIS).toBe(0)
})

it('the search would have found a mark', async () => {
  const folder = await temporaryFolder()
  onTestFinished(() => discardFolder(folder))
  const relay = await startRelayProcess(folder)
  const marked = cellNumber(1)
  marked.set(new TextEncoder().encode(AGENT), 100)
  expect(await say(relay.url, postCell(marked))).toMatch(/ 204 /u)
  await relay.stop('SIGKILL')
  const files = await contentsOf(join(folder, 'state'))
  expect([...files.values()].some((bytes) => bytes.includes(AGENT))).toBe(true)
})

/** All that a desk hands in: a roster, a batch, the files of a release and its list. */
async function requestsOfDesk(): Promise<readonly Request[]> {
  const createdMillis = systemClock()
  const { bytes: roster, head: rosterHead } = rosterOfToday()
  const release = releaseOfToday({ rosterHead })
  const files = Array.from(
    release.files,
    ([hash, bytes]) => [`release-files/${hash}`, bytes] as const,
  )
  const all = [
    ['roster', roster],
    ['journal/1', batchOf(1)],
    ...files,
    ['releases/1', release.bytes],
  ] as const
  return Promise.all(
    all.map(([path, bytes]) => signedRequest(`/desk/${path}`, bytes, { createdMillis })),
  )
}

/** Every integer in a database's tables, or in these of them. */
function integersIn(path: string, among?: readonly string[]): readonly number[] {
  const database = new DatabaseSync(path, { readOnly: true })
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
  const integers = tables
    .map(({ name }) => String(name))
    .filter((name) => among?.includes(name) ?? true)
    .flatMap((name) => database.prepare(`SELECT * FROM "${name}"`).all())
    .flatMap((row) => Object.values(row))
    .filter((value) => typeof value === 'number')
  database.close()
  return integers
}

/** Each file below a folder, as a string of its bytes. */
async function contentsOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const contents = new Map<string, string>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    contents.set(path, await readFile(path, 'latin1'))
  }
  return contents
}
