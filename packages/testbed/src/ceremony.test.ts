// A newsroom that people found: root key, cards, certificates and rosters in files, each command in a
// process of its own as on a machine of its own; then two desks at a real relay, a third, and one less.
import { randomBytes } from 'node:crypto'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { statusSchema, threadsSchema } from '@cronista/desk/api'
import { admitAnswerSchema, cardAnswerSchema, devicesSchema } from '@cronista/desk/device-api'
import {
  asMessageId,
  asNewsroomId,
  currentEpoch,
  cut,
  demoSchedule,
  encodePart,
  fromHex,
  packLetter,
  parseRoster,
  PART_BODY_BYTES,
  sealCell,
  verifyRoster,
  weekOf,
} from '@cronista/protocol'
import { CELL_PATH, OCTETS, ROSTER_PATH } from '@cronista/protocol/http'
import { portablePrimitives as p } from '@cronista/protocol/portable'
import { startRelay, type Relay } from '@cronista/relay'
import { DeskClient } from './desk-client.ts'
import { until } from './until.ts'

const MAIN = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url))
const PASSPHRASE = 'cañón amarillo de madrugada'
const PATIENCE_MILLIS = 60_000
/** Each of its commands derives a key from a passphrase, which is slow on purpose. */
const TEST_MILLIS = 480_000
const DEVICE = /(?<= {2}device: )[0-9a-f ]+/u

let folder = ''
let relay: Relay | undefined
let siteUrl = ''
let newsroomId = ''
const running: ChildProcess[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ceremony-'))
})

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  await relay?.close()
  await rm(folder, { recursive: true, force: true })
})

const at = (...path: readonly string[]) => join(folder, ...path)

function start(args: readonly string[]) {
  return spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, LC_ALL: 'en_US.UTF-8' },
  })
}

/** Runs a command while somebody types these lines into it, and gives what it printed. */
async function cronista(typed: readonly string[], ...args: readonly string[]): Promise<string> {
  const child = start(args)
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Uint8Array) => {
      printed += new TextDecoder().decode(chunk)
    })
  child.stdin.end(typed.map((line) => `${line}\n`).join(''))
  const exitCode = await new Promise((resolve) => child.once('close', resolve))
  if (exitCode !== 0) throw new Error(`${args.join(' ')}: ${printed}`)
  return printed
}

/** Makes a desk; gives its device id. */
async function makeDesk(person: string): Promise<string> {
  const whose = ['--newsroom', newsroomId, '--name', 'El Cenzontle', '--person', person]
  const typed = [PASSPHRASE, PASSPHRASE]
  const printed = await cronista(typed, 'desk', 'init', ...whose, '--folder', at(person))
  return DEVICE.exec(printed)?.[0].trim() ?? ''
}

async function certify(to: string, ...people: readonly string[]): Promise<void> {
  const cards = people.map((person) => at(person, 'card.txt'))
  const typed = [PASSPHRASE, ...people.map(() => 'yes')]
  const from = ['--folder', at('offline'), '--to', at(to)]
  await cronista(typed, 'newsroom', 'certify', ...cards, ...from)
}

/** One drafts, the other signs, the one who drafted signs last; the file lies at `to`. */
async function makeRoster(
  to: string,
  [drafter, signer]: readonly [string, string],
  ...wishes: readonly string[]
): Promise<void> {
  const [draft, half] = [at(`${to}.draft`), at(`${to}.half`)]
  const roster = ['desk', 'roster'] as const
  const own = ['--folder', at(drafter)] as const
  await cronista([PASSPHRASE], ...roster, 'draft', ...own, '--to', draft, ...wishes)
  const theirs = ['--folder', at(signer), '--to', half] as const
  await cronista([PASSPHRASE, 'yes'], ...roster, 'sign', draft, ...theirs)
  await cronista([PASSPHRASE, 'yes'], ...roster, 'sign', half, ...own, '--to', at(to))
}

const take = (person: string, roster: string) =>
  cronista([PASSPHRASE], 'desk', 'roster', 'take', at(roster), '--folder', at(person))

/** Starts a desk and unlocks it. */
async function open(person: string): Promise<{ desk: DeskClient; close: () => Promise<void> }> {
  const page = at('page')
  const config = {
    ...{ folder: at(person), page, port: 0, relay: siteUrl, schedule: 'demo' },
    site: {
      ...{ name: 'El Cenzontle', motto: { es: 'Lo que se oye', en: 'What is heard' } },
      ...{ hosts: ['127.0.0.1'], origin: siteUrl, script: join(page, 'reader.js') },
    },
  }
  await writeFile(at(`${person}.json`), JSON.stringify(config))
  const child = start(['desk', at(`${person}.json`)])
  running.push(child)
  const url = await new Promise<string>((resolve, reject) => {
    let printed = ''
    const hear = (chunk: Uint8Array) => {
      printed += new TextDecoder().decode(chunk)
      const found = /http:\S+/u.exec(printed)
      if (found !== null) resolve(found[0])
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('close', () => reject(new Error(printed)))
  })
  const desk = await DeskClient.unlock({ url, folder: at(person), passphrase: PASSPHRASE })
  const close = async () => {
    child.kill('SIGTERM')
    await new Promise((resolve) => child.once('close', resolve))
  }
  return { desk, close }
}

async function servedRoster() {
  const answer = await fetch(`${siteUrl}${ROSTER_PATH}`)
  if (!answer.ok) return undefined
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const judgement = { newsroomId: asNewsroomId(fromHex(newsroomId)), nowMillis: Date.now() }
  return verifyRoster(p, bytes, judgement)
}

/** Somebody writes one cell, as a page does. */
async function write(text: string): Promise<void> {
  const id = asNewsroomId(fromHex(newsroomId))
  const epoch = currentEpoch((await servedRoster())!, Date.now())!
  const seed = new Uint8Array(randomBytes(32))
  const [body] = cut(packLetter({ language: 'es', text }), PART_BODY_BYTES)
  const part = encodePart(p, id, seed, {
    ...{ kind: 'part', contributor: p.ed25519PublicKey(seed), repliesRead: 0 },
    ...{ week: weekOf(Date.now()), replyKey: new Uint8Array(randomBytes(32)) },
    ...{ messageId: asMessageId(new Uint8Array(randomBytes(16))) },
    ...{ rosterHead: new Uint8Array(32), number: 0, count: 1, body: body! },
  })
  const cell = sealCell(p, id, epoch, part, new Uint8Array(randomBytes(64)))
  const request = { method: 'POST', headers: { 'content-type': OCTETS }, body: cell.slice() }
  expect((await fetch(`${siteUrl}${CELL_PATH}`, request)).status).toBe(204)
}

async function admit(member: DeskClient, waiting: DeskClient): Promise<void> {
  const { own } = await waiting.get('devices', devicesSchema)
  const { words } = await member.post('devices/card', { card: own.card }, cardAnswerSchema)
  expect(words).toEqual(own.words)
  const { welcome } = await member.post('devices/admit', { card: own.card }, admitAnswerSchema)
  await waiting.tell('devices/welcome', { welcome })
}

const devices: Record<string, string> = {}

test(
  'two people found a newsroom on machines of their own, and a contributor’s words arrive',
  { timeout: TEST_MILLIS },
  async () => {
    const shares = ['--shares', '3', '--needed', '2']
    const typed = [PASSPHRASE, PASSPHRASE]
    await cronista(typed, 'newsroom', 'init', '--folder', at('offline'), ...shares)
    const page = await readFile(at('offline', 'fingerprint.txt'), 'utf8')
    newsroomId = (page.match(/^ {4}(?:[0-9a-f]{4} ?){4}$/gmu) ?? []).join('').replaceAll(' ', '')
    for (const person of ['Ada', 'Bruno']) devices[person] = await makeDesk(person)
    await certify('certificates', 'Ada', 'Bruno')

    const { segmentMaxAgeMillis, editionIntervalMillis } = demoSchedule
    await mkdir(at('page'))
    for (const name of ['index.html', 'app.js', 'app.css', 'reader.js'])
      await writeFile(at('page', name), name)
    relay = await startRelay({
      ...{ folder: at('relay'), port: 0, newsroomId, segmentMaxAgeMillis, editionIntervalMillis },
    })
    siteUrl = relay.url
    const certificates = ['--certificates', at('certificates'), '--origin', siteUrl]
    await makeRoster('roster-1', ['Ada', 'Bruno'], ...certificates)
    await take('Bruno', 'roster-1')

    const [ada, bruno] = [await open('Ada'), await open('Bruno')]
    expect(await until(PATIENCE_MILLIS, servedRoster)).toMatchObject({ number: 1 })
    expect(await bruno.desk.get('status', statusSchema)).toMatchObject({ membership: 'waiting' })
    await admit(ada.desk, bruno.desk)
    await write('Vi los camiones.')
    for (const { desk } of [ada, bruno])
      expect(
        await until(PATIENCE_MILLIS, async () => {
          const { threads } = await desk.get('threads', threadsSchema)
          return threads.length === 1 ? true : undefined
        }),
      ).toBe(true)
    // A ceremony is held with the desk locked, so that nothing else writes meanwhile.
    await expect(take('Ada', 'roster-1')).rejects.toThrow('is unlocked')
    await ada.close()
    await bruno.close()
  },
)

test(
  'a third device joins by a ceremony, and one leaves by another',
  { timeout: TEST_MILLIS },
  async () => {
    devices['Carla'] = await makeDesk('Carla')
    await certify('certificate-3', 'Carla')
    await makeRoster('roster-2', ['Bruno', 'Ada'], '--certificates', at('certificate-3'))
    await take('Ada', 'roster-2')

    const [ada, carla] = [await open('Ada'), await open('Carla')]
    const named = await until(PATIENCE_MILLIS, async () => {
      const roster = await servedRoster()
      return roster?.number === 2 ? roster : undefined
    })
    expect(named?.devices).toHaveLength(3)
    await admit(ada.desk, carla.desk)
    expect(
      await until(PATIENCE_MILLIS, async () => {
        const { threads } = await carla.desk.get('threads', threadsSchema)
        return threads.length === 1 ? true : undefined
      }),
    ).toBe(true)
    await ada.close()
    await carla.close()

    await makeRoster('roster-3', ['Ada', 'Carla'], '--without', devices['Bruno']!)
    expect(parseRoster(await bytesOf('roster-3')).devices).toHaveLength(2)
    const bruno = await open('Bruno')
    const again = await open('Ada')
    const left = await until(PATIENCE_MILLIS, async () => {
      const roster = await servedRoster()
      return roster?.number === 3 ? roster : undefined
    })
    expect(left?.devices).toHaveLength(2)
    // The relay takes nothing more from the device that left.
    const refused = await until(PATIENCE_MILLIS, async () => {
      const { warnings } = await bruno.desk.get('status', statusSchema)
      return warnings.find(({ code }) => code === 'device-refused')
    })
    expect(refused).toBeDefined()
    // Carla did not take the file: it comes to her through the journal.
    const third = await open('Carla')
    expect(
      await until(PATIENCE_MILLIS, async () => {
        const { sync, warnings } = await third.desk.get('status', statusSchema)
        const isRefused = warnings.some(({ code }) => code.startsWith('roster-'))
        return sync.lastSyncedAtMillis === undefined || isRefused ? undefined : true
      }),
    ).toBe(true)
    for (const { close } of [again, bruno, third]) await close()
    await expect(take('Bruno', 'roster-3')).resolves.toContain('roster 3')
    await expect(take('Carla', 'roster-2')).rejects.toThrow('older than the one this desk has')
  },
)

async function bytesOf(file: string): Promise<Uint8Array> {
  const text = (await readFile(at(file), 'utf8')).replaceAll('\n', '')
  return new Uint8Array(Buffer.from(text, 'base64url'))
}
