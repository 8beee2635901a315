import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { asMessageId, cut, packLetter, PART_BODY_BYTES, weekOf } from '@cronista/protocol'
import { describe, expect, onTestFinished, test } from 'vitest'
import { nativePrimitives as p } from './adapters/native-primitives.ts'
import { systemClock } from './adapters/system-clock.ts'
import { startDeskProcess } from './desk-process.fixture.ts'
import { failDisk } from './failing-disk.fixture.ts'
import { statusSchema } from './http/api.ts'
import { openFoundedNewsroom, openPage, until } from './running-desk.fixture.ts'

/** A newsroom, and the path of a desk's configuration. */
async function foundedNewsroom() {
  const newsroom = await openFoundedNewsroom(systemClock.nowMillis())
  onTestFinished(() => newsroom.close())
  const configPath = join(newsroom.folder, 'config.json')
  await writeFile(configPath, JSON.stringify(newsroom.config))
  const say = (number: number, text: string) => {
    const seed = new Uint8Array(32).fill(9)
    const [body] = cut(packLetter({ language: 'es', text }), PART_BODY_BYTES)
    const cell = newsroom.seal(seed, {
      ...{ kind: 'part', contributor: p.ed25519PublicKey(seed), repliesRead: 0, body: body! },
      ...{ week: weekOf(systemClock.nowMillis()), replyKey: new Uint8Array(32).fill(3) },
      ...{ messageId: asMessageId(new Uint8Array(16).fill(number)), number: 0, count: 1 },
      rosterHead: new Uint8Array(32),
    })
    newsroom.relay.close(p, [cell])
  }
  const start = async () => {
    const desk = await startDeskProcess(configPath)
    onTestFinished(async () => {
      await desk.stop('SIGKILL')
    })
    const page = openPage(desk.url)
    await page.unlock()
    return { desk, page }
  }
  return { newsroom, say, start, database: join(newsroom.config.folder, 'desk.sqlite') }
}

type Page = ReturnType<typeof openPage>

const warningsOf = async ({ ask }: Page) =>
  statusSchema.parse(await ask('/api/status')).warnings.map(({ code }) => code)

/** What is said in the only conversation, once so much is. */
function entriesOf(page: Page, count: number) {
  return until(async () => {
    const [thread] = await page.threads()
    const entries = thread === undefined ? [] : (await page.thread(thread.id)).entries
    return entries.length >= count ? entries.map(({ text }) => text).toSorted() : undefined
  })
}

describe('a desk whose disk fails', () => {
  test.for([
    ['to sync', { calls: 'fsync,fdatasync', what: 'error=EIO' }],
    ['for want of room', { calls: 'pwrite64', what: 'error=ENOSPC' }],
  ] as const)(
    '%s says so, shows nothing as saved, and goes on with everything once',
    async ([, fault], { skip }) => {
      const { say, start, database } = await foundedNewsroom()
      say(1, 'Vi los camiones.')
      const { desk, page } = await start()
      await entriesOf(page, 1)
      const [thread] = await page.threads()
      const path = `/api/threads/${thread!.id}/replies`
      const reply = { text: '¿Cuántos eran?', language: 'es', requestId: 'request-1' }

      const paths = [database, `${database}-wal`]
      const disk = await failDisk(desk.child.pid ?? 0, { ...fault, paths })
      if (disk === undefined) return skip('this process may not trace another, so no disk failed')
      say(2, 'Eran siete.')
      await expect(page.ask(path, reply)).rejects.toThrow('storage-failed')
      await until(async () =>
        (await warningsOf(page)).includes('storage-failed') ? true : undefined,
      )
      expect(await entriesOf(page, 1)).toEqual(['Vi los camiones.'])

      await disk.mend()
      await page.ask(path, reply)
      const all = ['Eran siete.', 'Vi los camiones.', '¿Cuántos eran?']
      expect(await entriesOf(page, 3)).toEqual(all)
      await until(async () => ((await warningsOf(page)).length === 0 ? true : undefined))
      expect(await desk.stop('SIGKILL')).toBe('SIGKILL')
      const again = await start()
      expect(await entriesOf(again.page, 3)).toEqual(all)
      expect(await warningsOf(again.page)).toEqual([])
    },
  )
})
