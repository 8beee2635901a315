import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished, type TestContext } from 'vitest'
import type { RelayConfigInput } from '../src/config.ts'
import { discardFolder, temporaryFolder } from '../src/adapters/disk/temporary-folder.fixture.ts'
import { batchOf } from '../src/http/release.fixture.ts'
import { sendCell } from './cell-senders.fixture.ts'
import { askAsDevice, putFiles, putRelease, putRoster, releaseOfToday } from './desk.fixture.ts'
import { judgeTrace, stepsIn, TRACED_CALLS, WayIntoFolder, WayIntoLog } from './durability-trace.ts'
import { startRelayProcess } from './relay-process.fixture.ts'

const LOG = 'cells.sqlite-wal'
const CELLS = 12

/** Traces a relay that has a roster while `act` talks to it; gives what strace wrote. The relay before
 *  it, to which `actBefore` talks, was killed. */
async function traced(
  context: TestContext,
  act: (url: string, rosterHead: Uint8Array) => Promise<void>,
  actBefore?: (url: string) => Promise<void>,
  config: Partial<RelayConfigInput> = {},
): Promise<string> {
  const isThere = await promisify(execFile)('strace', ['-V']).then(
    () => true,
    () => false,
  )
  if (!isThere) return context.skip('no strace on this machine, so no system call was seen')
  const folder = await temporaryFolder()
  onTestFinished(() => discardFolder(folder))
  const before = await startRelayProcess(folder)
  const rosterHead = await putRoster(before.url)
  await actBefore?.(before.url)
  await before.stop('SIGKILL')
  const path = join(folder, 'trace')
  const under = ['strace', '-f', '-y', '-e', TRACED_CALLS, '-o', path]
  const relay = await startRelayProcess(folder, { under, config })
  await act(relay.url, rosterHead)
  await relay.stop('SIGTERM')
  return readFile(path, 'utf8')
}

describe('before its 204 is written, there is synced to the disk', () => {
  it('each cell', async (context) => {
    const trace = await traced(context, async (url) => {
      for (let number = 1; number <= CELLS; number++) expect(await sendCell(url, number)).toBe(204)
    })
    const verdict = judgeTrace(trace, new WayIntoLog(LOG))
    expect(verdict).toEqual({ answered: CELLS, tooEarly: [] })
  })

  it('each batch', async (context) => {
    const trace = await traced(context, async (url) => {
      for (const number of [1, 2, 3])
        await askAsDevice(url, `/desk/journal/${number}`, batchOf(number))
    })
    const verdict = judgeTrace(trace, new WayIntoLog('journal.sqlite-wal'))
    expect(verdict).toEqual({ answered: 3, tooEarly: [] })
  })

  it('what a relay that was killed may not have synced, when it is handed in again', async (context) => {
    const batch = batchOf(1)
    const put = async (url: string) => {
      expect((await askAsDevice(url, '/desk/journal/1', batch))?.status).toBe(204)
    }
    const trace = await traced(context, put, put)
    const untilAnswer = trace.slice(0, trace.indexOf('HTTP/1.1 204'))
    expect(untilAnswer).toMatch(/fsync\(\d+<[^>]*\/journal\.sqlite-wal>\) += 0/u)
  })

  it('each file of a release, with its name, and the switch to it', async (context) => {
    const text = 'portada '.repeat(500)
    const site = { '/es/': text, '/en/': text.toUpperCase(), '/nota.txt': 'nota' }
    const trace = await traced(context, async (url, rosterHead) => {
      const release = releaseOfToday({ rosterHead, site })
      await putFiles(url, release)
      expect(await putRelease(url, release)).toBe(204)
    })
    const lines = trace.split('\n')
    const switched = lines.findLastIndex((line) => line.includes('HTTP/1.1 204'))
    const lastFile = lines.slice(0, switched).findLastIndex((line) => line.includes('HTTP/1.1 204'))
    const files = lines.slice(0, lastFile + 1).join('\n')
    const list = lines.slice(lastFile + 1).join('\n')
    const verdict = judgeTrace(files, new WayIntoFolder('/release-files'))
    expect(verdict).toEqual({ answered: 3, tooEarly: [] })
    const verdictOnList = judgeTrace(list, new WayIntoLog('newsroom.sqlite-wal'))
    expect(verdictOnList).toEqual({ answered: 1, tooEarly: [] })
  })
})

describe('before the cells of a segment leave the log, there is synced to the disk', () => {
  it('its file, and the name of that', async (context) => {
    const sendAll = async (url: string) => {
      for (let number = 1; number <= CELLS; number++) expect(await sendCell(url, number)).toBe(204)
    }
    // The last cell fills it, so that the log is written to next when its cells leave it.
    const config = { segmentMaxCells: CELLS, segmentMaxAgeMillis: 86_400_000 }
    const trace = await traced(context, sendAll, undefined, config)
    const calls = [...stepsIn(trace)].flatMap(({ call }) => (call === 'answer' ? [] : [call]))
    const begun = calls.slice(calls.findIndex(({ path }) => path.endsWith('.unfinished')))
    const leave = begun.findIndex(({ kind, path }) => kind === 'write' && path.endsWith(LOG))
    expect(leave).toBeGreaterThan(0)
    const way = new WayIntoFolder('/segments')
    for (const call of begun.slice(0, leave)) way.call(call)
    expect(way.isDurable).toBe(true)
  })
})

describe('the judge of traces', () => {
  const answer = '5 write(32<socket:[1]>, "HTTP/1.1 204 No Content"..., 243) = 243'

  describe('of a log', () => {
    const wrote = `7 pwrite64(29</s/${LOG}>, "x", 24, 32) = 24`
    const synced = `7 fsync(29</s/${LOG}>) = 0`

    it.each<readonly [string, readonly string[], readonly number[]]>([
      ['written, synced, answered', [wrote, synced, answer], []],
      ['answered without a sync, as with synchronous=OFF', [wrote, answer], [2]],
      ['answered before the sync', [wrote, answer, synced], [2]],
      ['synced before it was written', [synced, wrote, answer], [3]],
      ['another file synced', [wrote, '7 fsync(3</s/newsroom.sqlite-wal>) = 0', answer], [3]],
      ['nothing written', [answer], [1]],
      ['the sync of the cell before', [wrote, synced, answer, answer], [4]],
      ['the sync failed', [wrote, `7 fsync(29</s/${LOG}>) = -1 EIO (error)`, answer], [3]],
      [
        'the sync not finished',
        [wrote, `7 fsync(29</s/${LOG}> <unfinished ...>`, answer, '7 <... fsync resumed>) = 0'],
        [3],
      ],
      [
        'the sync finished later, but in time',
        [wrote, `7 fsync(29</s/${LOG}> <unfinished ...>`, '7 <... fsync resumed>) = 0', answer],
        [],
      ],
    ])('%s', (_, lines, tooEarly) => {
      expect(judgeTrace(lines.join('\n'), new WayIntoLog(LOG)).tooEarly).toEqual(tooEarly)
    })
  })

  describe('of a folder', () => {
    const wrote = '7 write(29</s/files/ab.unfinished>, "x", 24) = 24'
    const synced = '7 fsync(29</s/files/ab.unfinished>) = 0'
    const named = '7 rename("/s/files/ab.unfinished", "/s/files/ab") = 0'
    const folderSynced = '7 fsync(30</s/files>) = 0'

    it.each<readonly [string, readonly string[], readonly number[]]>([
      ['written, synced, named, named for good', [wrote, synced, named, folderSynced, answer], []],
      ['named before it was synced', [wrote, named, synced, folderSynced, answer], [5]],
      ['never synced', [wrote, named, folderSynced, answer], [4]],
      ['its name not synced', [wrote, synced, named, answer], [4]],
      ['written again afterwards', [wrote, synced, named, folderSynced, wrote, answer], [6]],
      ['nothing written', [folderSynced, answer], [2]],
    ])('%s', (_, lines, tooEarly) => {
      expect(judgeTrace(lines.join('\n'), new WayIntoFolder('/files')).tooEarly).toEqual(tooEarly)
    })
  })
})
