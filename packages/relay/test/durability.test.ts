import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { discardFolder, temporaryFolder } from '../src/adapters/disk/temporary-folder.fixture.ts'
import { sendCell } from './cell-senders.fixture.ts'
import { judgeTrace } from './durability-trace.ts'
import { startRelayProcess } from './relay-process.fixture.ts'

const LOG = 'cells.sqlite-wal'
const CALLS = 'trace=fsync,fdatasync,pwrite64,write,writev,sendto,sendmsg'
const CELLS = 12

it('each cell is synced to the disk before its 204 is written', async (context) => {
  const isThere = await promisify(execFile)('strace', ['-V']).then(
    () => true,
    () => false,
  )
  if (!isThere) return context.skip('no strace on this machine, so no system call was seen')
  const folder = await temporaryFolder()
  onTestFinished(() => discardFolder(folder))
  const path = join(folder, 'trace')
  const under = ['strace', '-f', '-y', '-e', CALLS, '-o', path]
  const relay = await startRelayProcess(folder, { under })
  for (let number = 1; number <= CELLS; number++)
    expect(await sendCell(relay.url, number)).toBe(204)
  await relay.stop('SIGTERM')
  const verdict = judgeTrace(await readFile(path, 'utf8'), LOG)
  expect(verdict).toEqual({ answered: CELLS, tooEarly: [] })
}, 60_000)

describe('the judge of traces', () => {
  const wrote = `7 pwrite64(29</s/${LOG}>, "x", 24, 32) = 24`
  const synced = `7 fsync(29</s/${LOG}>) = 0`
  const answer = '5 write(32<socket:[1]>, "HTTP/1.1 204 No Content"..., 243) = 243'

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
    expect(judgeTrace(lines.join('\n'), LOG).tooEarly).toEqual(tooEarly)
  })
})
