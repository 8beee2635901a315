/**
 * The newsroom of one campaign: the relay's own program with TLS, two desks, and the site with the
 * script of this campaign, all on this machine.
 */
import { fork, spawn, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newsroomPaths, readIdentity } from '@cronista/testbed'
import { buildReader, type Leak } from './builds.ts'
import { makeIdentity, type ThrowAwayIdentity } from './certificates.ts'
import { scheduleAt, type Pace } from './paces.ts'

/** What the desks' process is told. */
export type DesksOrder =
  | {
      readonly kind: 'start'
      readonly newsroomFolder: string
      readonly relayUrl: string
      /** Path of the certificate that vouches for the relay's. */
      readonly authority: string
      readonly scriptPath: string
      readonly pace: Pace
      /** Whether those who confirmed an answer get another. */
      readonly answers: boolean
    }
  | { readonly kind: 'count' }

/** What it answers. */
export type DesksReport =
  | { readonly kind: 'counted'; readonly letters: number }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'ready' }

/** Which newsroom a campaign needs. */
export interface NewsroomNeeds {
  /** Folder of a founded newsroom, which is copied. */
  readonly statePath: string
  readonly pace: Pace
  readonly leak: Leak
  readonly answers: boolean
}

/** A newsroom that runs. */
export interface WireNewsroom {
  readonly relayPort: number
  readonly identity: ThrowAwayIdentity
  /** How many letters the desk has. */
  countLetters(): Promise<number>
  close(): Promise<void>
}

const RELAY = join(import.meta.dirname, '..', '..', 'packages', 'relay', 'src', 'main.ts')

/** Starts it; resolves once the site is served with its script. */
export async function openNewsroom(needs: NewsroomNeeds): Promise<WireNewsroom> {
  const folder = await mkdtemp(join(tmpdir(), 'cronista-wire-'))
  const children: ChildProcess[] = []
  // A proof that is interrupted leaves nothing behind either.
  const endNow = (): void => {
    for (const child of children) child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  process.on('exit', endNow)
  const close = async (): Promise<void> => {
    process.off('exit', endNow)
    await Promise.all(children.toReversed().map(ended))
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await cp(needs.statePath, folder, { recursive: true })
    const identity = await makeIdentity(join(folder, 'tls'))
    const newsroomFolder = join(folder, 'newsroom')
    const relay = await startRelayProgram(newsroomFolder, needs.pace, identity)
    children.push(relay.child)
    const scriptPath = newsroomPaths(newsroomFolder).readerScript
    await writeFile(scriptPath, await buildReader(needs.pace, needs.leak))
    const desks = fork(join(import.meta.dirname, 'desks.process.ts'))
    children.push(desks)
    const { pace, answers } = needs
    const authority = identity.authorityPath
    const place = { newsroomFolder, relayUrl: relay.url, authority, scriptPath, pace, answers }
    const said = await ask(desks, { kind: 'start', ...place })
    if (said.kind === 'failed') throw new RangeError(said.why)
    return {
      relayPort: Number(new URL(relay.url).port),
      identity,
      close,
      async countLetters() {
        const counted = await ask(desks, { kind: 'count' })
        return counted.kind === 'counted' ? counted.letters : 0
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function startRelayProgram(
  newsroomFolder: string,
  pace: Pace,
  identity: ThrowAwayIdentity,
): Promise<{ child: ChildProcess; url: string }> {
  const paths = newsroomPaths(newsroomFolder)
  const { segmentMaxAgeMillis, editionIntervalMillis } = scheduleAt(pace)
  const config = {
    ...{ folder: paths.relay, port: 0, newsroomId: await readIdentity(paths.identity) },
    ...{ segmentMaxAgeMillis, editionIntervalMillis },
    tls: { certificate: identity.certificatePath, key: identity.keyPath },
  }
  const configPath = join(newsroomFolder, 'relay.json')
  await writeFile(configPath, JSON.stringify(config))
  const faults = join(import.meta.dirname, 'failing-answers.ts')
  const child = spawn(process.execPath, ['--import', faults, RELAY, configPath], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => {
      reject(new RangeError(`the relay ended with ${String(code)}`))
    })
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [found] = /https:\S+/u.exec(line) ?? []
      if (found !== undefined) resolve(found)
    })
  })
  return { child, url }
}

function ask(child: ChildProcess, order: DesksOrder): Promise<DesksReport> {
  return new Promise((resolve, reject) => {
    const gone = (): void => {
      reject(new RangeError('the desks ended'))
    }
    child.once('exit', gone)
    child.once('message', (said: DesksReport) => {
      child.off('exit', gone)
      resolve(said)
    })
    child.send(order)
  })
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await exited
}
