/** A newsroom whose relay, desks and mirror run as programs of their own, each with a line to the relay that
 *  can be watched. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { statusSchema } from '@cronista/desk/api'
import { admitAnswerSchema, devicesSchema } from '@cronista/desk/device-api'
import { DeskClient } from '@cronista/testbed'
import {
  configureDesk,
  configureRelay,
  DESKS,
  PASSPHRASE,
  type DeskName,
  type Places,
} from './founding.ts'
import { Line, type Passing } from './line.ts'
import { Program } from './program.ts'

const entryOf = (path: string) => fileURLToPath(new URL(`../../packages/${path}`, import.meta.url))

/** What it is started with. */
export interface NewsroomParts {
  readonly places: Places
  readonly segmentMaxCells: number
  /** Of relay and desks. */
  readonly clockOffsetMillis: number
  readonly onPassing: (passing: Passing) => void
}

/** It runs, or parts of it do. */
export class RunningNewsroom {
  readonly relay: Program
  readonly mirror: Program
  readonly relayUrl: string
  readonly #desks: Readonly<Record<DeskName, Program>>
  readonly #clients = new Map<DeskName, DeskClient>()
  readonly #urls = new Map<DeskName, string>()
  readonly #lines: readonly Line[]
  readonly #places: Places

  private constructor(
    places: Places,
    relayUrl: string,
    programs: Readonly<Record<'mirror' | 'relay' | DeskName, Program>>,
    lines: readonly Line[],
  ) {
    const { relay, mirror, ...desks } = programs
    this.#places = places
    this.relayUrl = relayUrl
    this.relay = relay
    this.mirror = mirror
    this.#desks = desks
    this.#lines = lines
  }

  /** Makes it ready to be started. */
  static async prepare(parts: NewsroomParts): Promise<RunningNewsroom> {
    const { places, segmentMaxCells, clockOffsetMillis, onPassing } = parts
    const port = await freePort()
    const auditor = new Uint8Array(await readFile(join(places.folder, 'mirror', 'auditor-key')))
    const relayConfig = await configureRelay(places, port, segmentMaxCells, auditor)
    const lines = new Map<DeskName, Line>()
    for (const name of DESKS) lines.set(name, await Line.open(name, port, onPassing))
    const desk = async (name: DeskName) =>
      new Program({
        ...{ name, entry: entryOf('desk/src/main.ts'), listensAt: /http:\S+/u },
        ...{ clockOffsetMillis, isQuick: true },
        args: [await configureDesk(places, name, lines.get(name)?.origin ?? '')],
      })
    const relayUrl = `http://127.0.0.1:${port}`
    const programs = {
      relay: new Program({
        ...{ name: 'relay', entry: entryOf('relay/src/main.ts'), listensAt: /http:\S+/u },
        ...{ args: [relayConfig], clockOffsetMillis, isQuick: true },
      }),
      mirror: new Program({
        ...{ name: 'mirror', entry: entryOf('cli/src/main.ts'), listensAt: /http:\S+:\d+/u },
        ...{ clockOffsetMillis, isQuick: false },
        args: [
          ...['mirror-segments', relayUrl, '--newsroom', places.newsroomId, '--port', '0'],
          ...['--folder', join(places.folder, 'mirror'), '--every', '1', '--patience', '5'],
        ],
      }),
      ada: await desk('ada'),
      bruno: await desk('bruno'),
    }
    return new RunningNewsroom(places, relayUrl, programs, [...lines.values()])
  }

  /** The folder of a program's state. */
  folderOf(name: string): string {
    return join(this.#places.folder, name)
  }

  program(name: DeskName | 'relay'): Program {
    return name === 'relay' ? this.relay : this.#desks[name]
  }

  /** The desk's page, as it was unlocked last. */
  client(name: DeskName): DeskClient {
    const client = this.#clients.get(name)
    if (client === undefined) throw new RangeError(`${name} was never unlocked`)
    return client
  }

  /** Starts a desk's program; whether it was not killed meanwhile. */
  async startDesk(name: DeskName): Promise<boolean> {
    const url = await this.#desks[name].start()
    if (url !== undefined) this.#urls.set(name, url)
    return url !== undefined
  }

  /** Unlocks a desk that has started. Throws `TestbedError` naming damage, TypeError if it was killed. */
  async unlock(name: DeskName): Promise<DeskClient> {
    const url = this.#urls.get(name) ?? ''
    const client = await DeskClient.unlock({ url, folder: name, passphrase: PASSPHRASE })
    this.#clients.set(name, client)
    return client
  }

  async startAll(): Promise<void> {
    await this.relay.start()
    for (const name of DESKS) {
      await this.startDesk(name)
      await this.unlock(name)
    }
  }

  /** Lets the second desk in, as two people do; nothing if it is in. */
  async admit(): Promise<void> {
    const [ada, bruno] = [this.client('ada'), this.client('bruno')]
    const { membership } = await bruno.get('status', statusSchema)
    if (membership === 'member') return
    const { own } = await bruno.get('devices', devicesSchema)
    const welcome = await ada.post('devices/admit', { card: own.card }, admitAnswerSchema)
    await bruno.tell('devices/welcome', welcome)
  }

  async stopAll(): Promise<void> {
    await Promise.all([...DESKS.map((name) => this.#desks[name].stop()), this.mirror.kill()])
    await this.relay.stop()
  }

  /** Leaves nothing running. */
  async discard(): Promise<void> {
    const all = [this.relay, this.mirror, ...Object.values(this.#desks)]
    await Promise.all(all.map((one) => one.kill()))
    for (const line of this.#lines) line.close()
  }

  /** What its programs have complained of. */
  complaints(): readonly string[] {
    return [this.relay, ...Object.values(this.#desks)].flatMap(({ name, complaints }) =>
      complaints.map((complaint) => `${name}: ${complaint}`),
    )
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
