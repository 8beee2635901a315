import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { asMessageId, cut, packLetter, PART_BODY_BYTES, weekOf } from '@cronista/protocol'
import { describe, expect, onTestFinished, test, type TestContext } from 'vitest'
import { nativePrimitives as p } from './adapters/native-primitives.ts'
import { systemClock } from './adapters/system-clock.ts'
import { startDeskProcess } from './desk-process.fixture.ts'
import { judgeDeskTrace, TRACED_CALLS } from './durability-trace.fixture.ts'
import { openFoundedNewsroom, openPage, until } from './running-desk.fixture.ts'

type Newsroom = Awaited<ReturnType<typeof openFoundedNewsroom>>

/** A newsroom whose relay holds a letter, and the path of a desk's configuration. */
async function newsroomWithLetter(context: TestContext) {
  const isThere = await promisify(execFile)('strace', ['-V']).then(
    () => true,
    () => false,
  )
  if (!isThere) return context.skip('no strace on this machine, so no system call was seen')
  const newsroom = await openFoundedNewsroom(systemClock.nowMillis())
  onTestFinished(() => newsroom.close())
  newsroom.relay.close(p, [cellOf(newsroom)])
  const configPath = join(newsroom.folder, 'config.json')
  await writeFile(configPath, JSON.stringify(newsroom.config))
  const path = join(newsroom.folder, 'trace')
  const under = ['strace', '-f', '-y', '-s', '64', '-e', TRACED_CALLS, '-o', path]
  return { newsroom, configPath, path, under }
}

function cellOf({ seal }: Newsroom): Uint8Array {
  const seed = new Uint8Array(32).fill(9)
  const [body] = cut(packLetter({ language: 'es', text: 'Vi los camiones.' }), PART_BODY_BYTES)
  return seal(seed, {
    ...{ kind: 'part', contributor: p.ed25519PublicKey(seed), repliesRead: 0, number: 0, count: 1 },
    ...{ week: weekOf(systemClock.nowMillis()), replyKey: new Uint8Array(32).fill(3) },
    ...{ messageId: asMessageId(new Uint8Array(16).fill(4)), rosterHead: new Uint8Array(32) },
    body: body ?? new Uint8Array(),
  })
}

/** The first conversation, once it is there. */
async function firstThread(page: ReturnType<typeof openPage>): Promise<string> {
  return until(async () => (await page.threads())[0]?.id)
}

const reply = { text: '¿Cuántos eran?', language: 'es', requestId: 'request-1' }

describe('before a desk tells anybody, there is synced to its disk', () => {
  test('what it has taken in, signed and written', async (context) => {
    const { newsroom, configPath, path, under } = await newsroomWithLetter(context)
    const desk = await startDeskProcess(configPath, under)
    onTestFinished(async () => {
      await desk.stop('SIGKILL')
    })
    const page = openPage(desk.url)
    await page.unlock()
    const thread = await firstThread(page)
    await page.ask(`/api/threads/${thread}/replies`, reply)
    // The reply has left in a batch and in an edition.
    const batches = (await newsroom.relay.batches(0)).length
    await until(async () =>
      (await newsroom.relay.batches(0)).length > batches + 2 ? true : undefined,
    )
    await until(async () => {
      const { entries } = await page.thread(thread)
      return entries.some((one) => one.kind === 'reply' && one.state === 'listed')
        ? true
        : undefined
    })
    expect(await desk.stop('SIGTERM')).toBe(0)
    const { promised, tooEarly } = judgeDeskTrace(await readFile(path, 'utf8'))
    expect(tooEarly).toEqual([])
    const preceded = (kind: string) =>
      promised.filter((one) => one.kind === kind && one.isPreceded).length
    expect(preceded('batch')).toBeGreaterThan(1)
    expect(preceded('answer')).toBeGreaterThan(0)
    // What a desk signs for everybody is noted before it leaves, each time.
    const editions = promised.filter(({ kind }) => kind === 'edition')
    expect(editions.length).toBeGreaterThan(0)
    expect(editions.every(({ isPreceded }) => isPreceded)).toBe(true)
  })
  test('what a desk that was killed may not have synced, when it begins again', async (context) => {
    const { configPath, path, under } = await newsroomWithLetter(context)
    const killed = await startDeskProcess(configPath)
    const before = openPage(killed.url)
    await before.unlock()
    await before.ask(`/api/threads/${await firstThread(before)}/replies`, reply)
    await killed.stop('SIGKILL')
    const desk = await startDeskProcess(configPath, under)
    onTestFinished(async () => {
      await desk.stop('SIGKILL')
    })
    await openPage(desk.url).unlock()
    expect(await desk.stop('SIGTERM')).toBe(0)
    const lines = (await readFile(path, 'utf8')).split('\n')
    const answered = lines.findIndex((line) => line.includes('"HTTP/1.1 200'))
    const logSynced = /f(?:data)?sync\(\d+<[^>]*\/desk\.sqlite-wal>\) += 0/u
    expect(lines.slice(0, answered).filter((line) => logSynced.test(line))).not.toEqual([])
    expect(lines.slice(0, answered).filter((line) => line.includes('"PUT /desk/'))).toEqual([])
  })
})

describe('the judge of traces', () => {
  const wrote = '7 pwrite64(29</d/desk.sqlite-wal>, "x", 24, 32) = 24'
  const synced = '7 fsync(29</d/desk.sqlite-wal>) = 0'
  const told = '7 write(32<socket:[1]>, "PUT /desk/journal/1 HTTP/1.1\\r\\nho"..., 33000) = 33000'
  const asked = '7 read(33<socket:[2]>, "POST /api/threads/1/replies HTTP"..., 65536) = 300'
  const answered = '7 writev(33<socket:[2]>, [{iov_base="HTTP/1.1 200 OK\\r\\n"...}], 2) = 200'

  test.each<readonly [string, readonly string[], readonly number[]]>([
    ['written, synced, told', [wrote, synced, told], []],
    ['told without a sync, as with synchronous=OFF', [wrote, told], [2]],
    ['told before the sync', [wrote, told, synced], [2]],
    ['answered before the sync', [asked, wrote, answered, synced], [3]],
    ['written again after the sync', [wrote, synced, wrote, told], [4]],
    ['another file synced', [wrote, '7 fsync(3</d/desk.sqlite>) = 0', told], [3]],
    ['the sync failed', [wrote, '7 fsync(29</d/desk.sqlite-wal>) = -1 EIO (x)', told], [3]],
    [
      'the sync not finished',
      [
        wrote,
        '7 fsync(29</d/desk.sqlite-wal> <unfinished ...>',
        told,
        '7 <... fsync resumed>) = 0',
      ],
      [3],
    ],
    [
      'the sync finished later, but in time',
      [
        wrote,
        '7 fsync(29</d/desk.sqlite-wal> <unfinished ...>',
        '7 <... fsync resumed>) = 0',
        told,
      ],
      [],
    ],
  ])('%s', (_, lines, tooEarly) => {
    expect(judgeDeskTrace(lines.join('\n')).tooEarly).toEqual(tooEarly)
  })

  test('knows an answer that nothing was synced for', () => {
    const { promised } = judgeDeskTrace([wrote, synced, asked, answered].join('\n'))
    expect(promised).toEqual([{ kind: 'answer', line: 4, isPreceded: false }])
    const kept = judgeDeskTrace([asked, wrote, synced, answered].join('\n'))
    expect(kept.promised).toEqual([{ kind: 'answer', line: 4, isPreceded: true }])
  })
})
