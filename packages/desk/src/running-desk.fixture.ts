// A founded newsroom in a temporary folder, with a relay on a socket, for tests of the whole desk.
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  asNewsroomId,
  currentEpoch,
  encodePart,
  fromHex,
  parseRoster,
  sealCell,
  type Part,
  type Receipt,
} from '@cronista/protocol'
import { portablePrimitives as portable } from '@cronista/protocol/portable'
import { MemoryRelay } from './adapters/memory/memory-relay.ts'
import { nativePrimitives as p } from './adapters/native-primitives.ts'
import { systemClock } from './adapters/system-clock.ts'
import { foundNewsroom } from './founding.ts'
import { serveRelay } from './relay.fixture.ts'
import { threadSchema, threadsSchema, unlockAnswerSchema } from './http/api.ts'

/** Opens every vault of these tests. */
export const PASSPHRASE = 'cañón amarillo de madrugada'

/** Founds a newsroom; `nowMillis` is the machine's. */
export async function openFoundedNewsroom(
  nowMillis: number,
  onSegment: (served: number) => void = () => undefined,
) {
  const folder = await mkdtemp(join(tmpdir(), 'desk-'))
  const desks = ['Ada', 'Bruno'].map((personName) => ({
    ...{ folder: join(folder, personName), passphrase: PASSPHRASE, personName },
  }))
  const [adas, brunos] = desks
  const founded = await foundNewsroom({
    newsroomName: 'El Cenzontle',
    origins: ['https://cenzontle.example'],
    root: { path: join(folder, 'root'), passphrase: PASSPHRASE },
    desks,
  })
  const page = join(folder, 'page')
  await mkdir(page)
  for (const name of ['index.html', 'app.js', 'app.css']) await writeFile(join(page, name), name)
  const script = join(page, 'reader.js')
  await writeFile(script, 'self.cronista=1')
  const newsroomId = asNewsroomId(fromHex(founded.newsroomId))
  const epoch = currentEpoch(parseRoster(founded.roster), nowMillis)
  if (adas === undefined || brunos === undefined || epoch === undefined)
    throw new Error('the newsroom is not whole')
  const relay = new MemoryRelay({ newsroomId, clock: systemClock })
  const served = await serveRelay(relay, newsroomId, onSegment)
  const config = { ...configOf(adas.folder, page, script), relay: served.origin }
  const brunosConfig = { ...config, folder: brunos.folder }
  const seal = (contributorSeed: Uint8Array, part: Part | Receipt) => {
    const plaintext = encodePart(p, newsroomId, contributorSeed, part)
    return sealCell(portable, newsroomId, epoch, plaintext, new Uint8Array(randomBytes(64)))
  }
  const close = async () => {
    await served.close()
    await rm(folder, { recursive: true })
  }
  return { folder, desks, config, brunosConfig, relay, served, newsroomId, seal, close }
}

/** A desk's configuration, of a newsroom whose site has one name and one script. */
export function configOf(folder: string, page: string, script: string) {
  const origin = 'https://cenzontle.example'
  const motto = { es: 'Lo que se oye', en: 'What is heard' }
  return {
    ...{ folder, page, port: 0, relay: 'http://127.0.0.1:9', schedule: 'demo' as const },
    site: { name: 'El Cenzontle', motto, hosts: ['cenzontle.example'], origin, script },
  }
}

/** The desk's page, as far as these tests need one. */
export function openPage(url: string) {
  const { origin, hash } = new URL(url)
  let authorization = ''
  const ask = async (path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${origin}${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { origin, authorization, 'content-type': 'application/json' },
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(text)
    return text === '' ? undefined : JSON.parse(text)
  }
  return {
    ask,
    async unlock() {
      const token = hash.slice('#token='.length)
      const answer = await ask('/api/unlock', { passphrase: PASSPHRASE, token })
      authorization = `Bearer ${unlockAnswerSchema.parse(answer).bearer}`
    },
    threads: async () => threadsSchema.parse(await ask('/api/threads')).threads,
    thread: async (id: string) => threadSchema.parse(await ask(`/api/threads/${id}`)).thread,
  }
}

/** Asks again and again until there is an answer: what is awaited happens in another process or on a socket,
 *  and announces itself nowhere else. It gives up after so many questions, two minutes where each is answered
 *  at once: how long it takes on a busy machine is for the test's own limit to say. */
export async function until<Found>(ask: () => Promise<Found | undefined>): Promise<Found> {
  for (let asked = 0; asked < 2400; asked++) {
    const found = await ask()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('it never came')
}
