import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { threadSchema, threadsSchema } from '@cronista/desk/api'
import { storiesSchema } from '@cronista/desk/story-api'
import { describe, expect, test, type TestContext } from 'vitest'
import { DeskClient } from './desk-client.ts'
import { freePort } from './free-port.ts'
import { demoStories } from './stories/demo-stories.ts'
import { letterOf } from './stories/letter-of.ts'
import { milkThatPaysJourney } from './stories/milk-that-pays-journey.ts'
import { milkThatPays } from './stories/milk-that-pays.ts'

const running = new Map<ChildProcess, string>()

/** A folder for the state of one test, which ends with all that was started in it. */
async function stateOf({ onTestFinished }: TestContext): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'cronista-start-'))
  onTestFinished(async () => {
    for (const [child, statePath] of running) if (statePath === root) child.kill('SIGKILL')
    await rm(root, { recursive: true, force: true })
  })
  return root
}

interface Start {
  /** Everything it has said by the time a line matches, or that it ended. */
  said(line: RegExp): Promise<string>
  /** Sends the signal, and resolves to the exit code. */
  stop(signal: NodeJS.Signals): Promise<number | null>
  readonly ended: Promise<{ readonly code: number | null; readonly complaint: string }>
}

/** The third story's way is taken where it is what is looked at. */
function quickStart(statePath: string, ...programArguments: string[]): Start {
  return start(statePath, '--quick', ...programArguments)
}

function start(statePath: string, ...programArguments: string[]): Start {
  const program = join(import.meta.dirname, 'start.ts')
  const flags = ['--disable-warning=ExperimentalWarning']
  const child = spawn(process.execPath, [...flags, program, ...programArguments], {
    env: { ...process.env, CRONISTA_STATE: statePath },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.set(child, statePath)
  let output = ''
  let complaint = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
  const ended = new Promise<{ code: number | null; complaint: string }>((resolve) => {
    child.once('close', (code) => {
      running.delete(child)
      resolve({ code, complaint })
    })
  })
  return {
    ended,
    said: (line) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (line.test(output)) resolve(output)
        }
        look()
        child.stdout.on('data', look)
        void ended.then(() => {
          resolve(output + complaint)
        })
      }),
    async stop(signal) {
      child.kill(signal)
      return (await ended).code
    },
  }
}

const LAST_LINE = /Ctrl-C stops everything\./

function found(output: string, what: RegExp): string {
  const match = what.exec(output)?.[1]
  if (match === undefined) throw new Error(`The start did not say ${String(what)} but: ${output}`)
  return match
}

/** A port that is free, like the two after it. */
async function freePorts(): Promise<number> {
  for (let port = 20_000; ; port += 3) {
    const ports = [port, port + 1, port + 2]
    const free = await Promise.allSettled(ports.map((each) => freePort(each)))
    if (free.every(({ status }) => status === 'fulfilled')) return port
  }
}

/** What each start is killed in the midst of. */
const turns = [
  /Publishing the first stories/,
  /Every part has left/,
  /returns with eight words/,
  /The gate stops it/,
  /Both editors approve/,
]

async function complaintOf(statePath: string, ...programArguments: string[]): Promise<string> {
  const { code, complaint } = await quickStart(statePath, ...programArguments).ended
  expect(code).toBe(1)
  expect(complaint.trim().split('\n'), complaint).toHaveLength(1)
  return complaint
}

// Side by side: a start waits more than it works.
describe.concurrent('npm start', { timeout: 400_000 }, () => {
  test('an interrupted one founds nothing; the next newsroom goes on after Ctrl-C, and is set aside when another is wanted', async (context) => {
    const root = await stateOf(context)
    const interrupted = quickStart(root, '--port', '0')
    await interrupted.said(/Starting/)
    expect(await interrupted.stop('SIGINT')).toBe(0)
    expect(await readdir(root)).not.toContain('newsroom')

    const first = quickStart(root, '--port', '0')
    const introduced = await first.said(LAST_LINE)
    const site = found(introduced, /Site +(http:\/\/127\.0\.0\.1:\d+\/)/)
    expect(found(introduced, /desk +(http:\/\/127\.0\.0\.1:\d+\/#token=.+)/)).not.toContain(site)
    expect(found(introduced, /passphrase: +(\S+)/).split('-')).toHaveLength(6)
    expect(await (await fetch(site)).text()).toContain('El Cenzontle')
    const newsroom = found(introduced, /fingerprint is ([0-9a-f]{64})/)
    expect(introduced).toContain('It was founded now')
    // One that takes too long to stop ends itself, with another code.
    expect(await first.stop('SIGINT')).toBe(0)

    const second = quickStart(root, '--port', '0', '--real-time')
    const goesOn = await second.said(LAST_LINE)
    expect(goesOn).toContain('It goes on from last time')
    expect(found(goesOn, /fingerprint is ([0-9a-f]{64})/)).toBe(newsroom)
    const front = await (await fetch(found(goesOn, /Site +(\S+)/))).text()
    expect(front).not.toContain('Demostración.')
    expect(await second.stop('SIGTERM')).toBe(0)

    const third = quickStart(root, '--port', '0', '--fresh')
    const anew = await third.said(LAST_LINE)
    expect(anew).toContain(join(root, 'old-1'))
    expect(found(anew, /fingerprint is ([0-9a-f]{64})/)).not.toBe(newsroom)
    expect((await readdir(root)).toSorted()).toEqual(['lock', 'newsroom', 'old-1'])

    const beside = await quickStart(root, '--port', '0').ended
    expect(beside).toMatchObject({ code: 1, complaint: expect.stringMatching(/already running/) })
    expect(await third.stop('SIGHUP')).toBe(0)
  })

  test('one that is killed at every turn goes on, and does nothing twice', async (context) => {
    const root = await stateOf(context)
    // Under another address, a release that one desk has signed is not what the other would build.
    const port = String(await freePorts())
    for (const turn of turns) {
      const killed = start(root, '--port', port)
      expect(await killed.said(turn)).toMatch(turn)
      await killed.stop('SIGKILL')
    }
    const last = start(root, '--port', port)
    const introduced = await last.said(LAST_LINE)
    const site = found(introduced, /Site +(\S+)/)
    const textAt = async (path: string) => (await fetch(`${site}${path}`)).text()
    const front = await textAt('')
    for (const { fields, segments } of demoStories) {
      expect(front).toContain(fields.headline.es)
      const article = await textAt(`es/${fields.slug.es}/`)
      expect(article.split(segments[0]?.text.es ?? '')).toHaveLength(2)
    }
    const { fields } = milkThatPays
    for (const path of ['es/', 'en/', 'es/feed.atom', 'en/feed.atom'])
      expect(await textAt(path)).not.toMatch(/zald[ií]var|tres.?encinos/i)
    expect(await textAt(`en/${fields.slug.en}/`)).not.toMatch(/zald[ií]var|tres.?encinos/i)

    const url = found(introduced, /desk +(http:\S+)/)
    const passphrase = found(introduced, /passphrase: +(\S+)/)
    const desk = await DeskClient.unlock({ url, folder: root, passphrase })
    const { threads } = await desk.get('threads', threadsSchema)
    expect(threads).toMatchObject([{ messages: 2, unread: 0 }])
    const { thread } = await desk.get(`threads/${threads[0]?.id ?? ''}`, threadSchema)
    expect(thread.entries.map(({ kind, text }) => ({ kind, text }))).toEqual([
      { kind: 'message', text: letterOf(milkThatPaysJourney) },
      { kind: 'reply', text: milkThatPaysJourney.answer },
      { kind: 'message', text: milkThatPaysJourney.after },
    ])
    const { stories } = await desk.get('stories', storiesSchema)
    expect(stories).toHaveLength(demoStories.length)
    expect(await last.stop('SIGINT')).toBe(0)
  })

  test('a taken port is one sentence, and nothing is founded', async (context) => {
    const root = await stateOf(context)
    const taken = createServer()
    await new Promise<void>((resolve) => {
      taken.listen(0, '127.0.0.1', resolve)
    })
    const address = taken.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    try {
      expect(await complaintOf(root, '--port', String(port))).toMatch(/is taken.*--port/)
      expect(await complaintOf(root, '--port', String(port - 1))).toMatch(/is taken.*--port/)
      expect(await readdir(root)).not.toContain('newsroom')
    } finally {
      taken.close()
    }
  })

  test('a folder that cannot be written to, a damaged state, a wrong argument: one sentence each', async (context) => {
    const root = await stateOf(context)
    await writeFile(join(root, 'file'), '')
    expect(await complaintOf(join(root, 'file'), '--port', '0')).toMatch(
      /may not write.*CRONISTA_STATE/,
    )
    expect(await complaintOf('/proc/cronista', '--port', '0')).toMatch(
      /may not write.*CRONISTA_STATE/,
    )
    const halfway = quickStart(root, '--port', '0')
    await halfway.said(/Admitting/)
    await halfway.stop('SIGKILL')
    await writeFile(join(root, 'newsroom', 'newsroom.json'), '{')
    expect(await complaintOf(root, '--port', '0')).toMatch(/damaged.*--fresh/)
    expect(await complaintOf(root, '--frsh')).toContain('--fresh')
  })
})
