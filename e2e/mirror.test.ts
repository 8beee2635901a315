// A stranger copies the newspaper: what the copy serves was verified, it sends nothing of a reader, and
// it says where one can write.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoStories } from '@cronista/testbed'
import { expectAccessible, keepPicture } from './evidence.ts'
import { openNewsroom } from './open-newsroom.ts'
import { Phone } from './phone.ts'

const cronista = join(import.meta.dirname, '..', 'node_modules', '.bin', 'cronista')
const TICKS_MILLIS = 8_000

const scene = openNewsroom()
let folder = ''
let mirror: ChildProcess | undefined
let copyUrl = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cronista-copy-'))
  const { siteUrl, newsroomId } = scene.newsroom
  const serve = ['--folder', folder, '--port', '0', '--language', 'en']
  mirror = spawn(cronista, ['mirror', siteUrl, '--newsroom', newsroomId, ...serve])
  // The site is known as 127.0.0.1; under this name it is another host's.
  copyUrl = (await addressFrom(mirror)).replace('127.0.0.1', 'localhost')
})

afterAll(async () => {
  mirror?.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

function addressFrom(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const hear = (text: Buffer): void => {
      printed += text.toString('utf8')
      const url = /is at (http:\/\/\S+[0-9])/u.exec(printed)?.[1]
      if (url !== undefined) resolve(url)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('close', () => {
      reject(new Error(`the mirror ended: ${printed}`))
    })
  })
}

test.concurrent.each(['es', 'en'] as const)(
  'a copy can be read but not written from: %s',
  async (language) => {
    const slug = demoStories[0]?.fields.slug[language] ?? ''
    const path = `/${language}/${slug}/`
    const bytesAt = async (origin: string) => (await fetch(`${origin}${path}`)).text()
    expect(await bytesAt(copyUrl)).toBe(await bytesAt(scene.newsroom.siteUrl))

    const reader = await Phone.open(scene.browser, language)
    const asked: string[] = []
    reader.page.on('request', (request) => {
      asked.push(`${request.method()} ${new URL(request.url()).pathname}`)
    })
    await reader.read(`${copyUrl}${path}`)
    await reader.page.locator('[data-cronista-open]').first().click()
    await reader.page.getByRole('heading', { name: reader.says.copyTitle }).waitFor()
    await reader.page.getByText('127.0.0.1').waitFor()
    await expectAccessible(reader.page)
    await keepPicture(reader.page, `copy-360-${language}`)
    // Long enough for ticks of the demonstration, if there were any.
    await reader.page.evaluate(
      (millis) => new Promise((done) => setTimeout(done, millis)),
      TICKS_MILLIS,
    )
    expect(asked.filter((request) => !request.startsWith('GET '))).toEqual([])
    expect(asked.filter((request) => /\/(?:c|edition|roster)$/u.test(request))).toEqual([])
    expect(reader.complaints).toEqual([])
    await reader.close()
  },
)
