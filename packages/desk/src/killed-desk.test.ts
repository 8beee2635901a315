import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { asMessageId, cut, packLetter, PART_BODY_BYTES, weekOf } from '@cronista/protocol'
import { afterEach, describe, expect, test } from 'vitest'
import { systemClock } from './adapters/system-clock.ts'
import { nativePrimitives as p } from './adapters/native-primitives.ts'
import { longText, seededRandom } from './desk.fixture.ts'
import { openFoundedNewsroom, openPage, until } from './running-desk.fixture.ts'

const SEGMENTS = 24
/** After how many further segments, and how long after each was asked for, the desk is killed: some of
 *  these moments fall into a change of its state. */
const KILLS = [
  { segments: 2, millis: 0 },
  { segments: 3, millis: 4 },
  { segments: 3, millis: 8 },
  { segments: 3, millis: 12 },
  { segments: 3, millis: 20 },
]
const random = seededRandom('killed')
const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

async function startChild(configPath: string) {
  const main = new URL('./main.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [main, configPath], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return { child, url: line }
}

describe('a desk that is killed while it collects', () => {
  test('no message is lost and none doubled, wherever it was', async () => {
    let kill: ((served: number) => void) | undefined
    const newsroom = await openFoundedNewsroom(systemClock.nowMillis(), (served) => kill?.(served))
    const said = await fillRelay(newsroom)
    const configPath = join(newsroom.folder, 'config.json')
    await writeFile(configPath, JSON.stringify(newsroom.config))

    for (const { segments, millis } of KILLS) {
      const { child, url } = await startChild(configPath)
      const died = once(child, 'exit')
      const already = newsroom.served.asked.length
      kill = (served) => {
        if (served === already + segments) setTimeout(() => child.kill('SIGKILL'), millis)
      }
      await openPage(url)
        .unlock()
        .catch(() => undefined)
      const [, signal] = (await died) as [number | null, string | null]
      expect(signal).toBe('SIGKILL')
    }
    kill = undefined

    const { child, url } = await startChild(configPath)
    const page = openPage(url)
    await page.unlock()
    const texts = await until(async () => {
      const threads = await page.threads()
      const conversations = await Promise.all(threads.map(({ id }) => page.thread(id)))
      const found = conversations.flatMap(({ entries }) => entries.map(({ text }) => text))
      return found.length >= said.length ? found : undefined
    })
    expect([...texts].sort()).toEqual([...said].sort())
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
    await newsroom.close()
  })
})

/** One message in each segment, its second part in the next; everything comes twice. */
async function fillRelay({ relay, seal }: Awaited<ReturnType<typeof openFoundedNewsroom>>) {
  const said: string[] = []
  let late: Uint8Array[] = []
  const contributorSeeds = [random(32), random(32), random(32)]
  for (let segment = 0; segment < SEGMENTS; segment++) {
    const contributorSeed = contributorSeeds[segment % contributorSeeds.length]!
    const text = `${segment} ${longText(2)}`
    const bodies = cut(packLetter({ language: 'es', text }), PART_BODY_BYTES)
    const messageId = asMessageId(random(16))
    const cells = bodies.map((body, number) =>
      seal(contributorSeed, {
        ...{ kind: 'part', contributor: p.ed25519PublicKey(contributorSeed) },
        ...{
          week: weekOf(systemClock.nowMillis()),
          replyKey: random(32),
          messageId,
          repliesRead: 0,
        },
        ...{ rosterHead: new Uint8Array(32), number, count: bodies.length, body },
      }),
    )
    const [first, ...rest] = cells
    relay.close(p, [first!, ...late])
    late = [...rest, first!]
    said.push(text)
  }
  relay.close(p, late)
  return said
}
