import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { demoStories } from './stories/demo-stories.ts'

const slow = { timeout: 120_000 }

let root = ''
const running = new Set<ChildProcess>()
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'cronista-start-'))
})
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL')
  await rm(root, { recursive: true, force: true })
})

interface Start {
  /** Everything it has said by the time a line matches, or that it ended. */
  said(line: RegExp): Promise<string>
  /** Sends the signal, and resolves to the exit code. */
  stop(signal: NodeJS.Signals): Promise<number | null>
  readonly ended: Promise<{ readonly code: number | null; readonly complaint: string }>
}

function start(statePath: string, ...programArguments: string[]): Start {
  const program = join(import.meta.dirname, 'start.ts')
  const flags = ['--disable-warning=ExperimentalWarning']
  const child = spawn(process.execPath, [...flags, program, ...programArguments], {
    env: { ...process.env, CRONISTA_STATE: statePath },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
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

test(
  'a newsroom is founded, goes on after Ctrl-C, and is set aside when another is wanted',
  slow,
  async () => {
    const first = start(root, '--port', '0')
    const introduced = await first.said(LAST_LINE)
    const site = found(introduced, /Site +(http:\/\/127\.0\.0\.1:\d+\/)/)
    expect(found(introduced, /desk +(http:\/\/127\.0\.0\.1:\d+\/#token=.+)/)).not.toContain(site)
    expect(found(introduced, /passphrase: +(\S+)/).split('-')).toHaveLength(6)
    expect(await (await fetch(site)).text()).toContain('El Cenzontle')
    const newsroom = found(introduced, /fingerprint is ([0-9a-f]{64})/)
    const stoppedAtMillis = Date.now()
    expect(await first.stop('SIGINT')).toBe(0)
    expect(Date.now() - stoppedAtMillis).toBeLessThan(5_000)

    const second = start(root, '--port', '0', '--real-time')
    const goesOn = await second.said(LAST_LINE)
    expect(goesOn).toContain('It goes on from last time')
    expect(found(goesOn, /fingerprint is ([0-9a-f]{64})/)).toBe(newsroom)
    const front = await (await fetch(found(goesOn, /Site +(\S+)/))).text()
    expect(front).not.toContain('Demostración.')
    expect(await second.stop('SIGTERM')).toBe(0)

    const third = start(root, '--port', '0', '--fresh')
    const anew = await third.said(LAST_LINE)
    expect(anew).toContain(join(root, 'old-1'))
    expect(found(anew, /fingerprint is ([0-9a-f]{64})/)).not.toBe(newsroom)
    expect((await readdir(root)).toSorted()).toEqual(['lock', 'newsroom', 'old-1'])

    const beside = await start(root, '--port', '0').ended
    expect(beside).toMatchObject({ code: 1, complaint: expect.stringMatching(/already running/) })
    expect(await third.stop('SIGHUP')).toBe(0)
  },
)

test('a start that is interrupted founds nothing, and the next one does', slow, async () => {
  const interrupted = start(root, '--port', '0')
  await interrupted.said(/Starting/)
  expect(await interrupted.stop('SIGINT')).toBe(0)
  const next = start(root, '--port', '0')
  expect(await next.said(LAST_LINE)).toContain('It was founded now')
  expect(await next.stop('SIGINT')).toBe(0)
})

test(
  'one that is killed while the first stories are published goes on with them',
  slow,
  async () => {
    const killed = start(root, '--port', '0')
    await killed.said(/Publishing/)
    await killed.stop('SIGKILL')
    const next = start(root, '--port', '0')
    const site = found(await next.said(LAST_LINE), /Site +(\S+)/)
    const front = await (await fetch(site)).text()
    for (const { fields } of demoStories) expect(front).toContain(fields.headline.es)
    const [story] = demoStories
    const article = await (await fetch(`${site}es/${story?.fields.slug.es ?? ''}/`)).text()
    const [paragraph] = story?.segments ?? []
    expect(article.split(paragraph?.text.es ?? '')).toHaveLength(2)
    expect(await next.stop('SIGINT')).toBe(0)
  },
)

async function complaintOf(statePath: string, ...programArguments: string[]): Promise<string> {
  const { code, complaint } = await start(statePath, ...programArguments).ended
  expect(code).toBe(1)
  expect(complaint.trim().split('\n'), complaint).toHaveLength(1)
  return complaint
}

test('a taken port is one sentence, and nothing is founded', slow, async () => {
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

test(
  'a folder that cannot be written to, a damaged state, a wrong argument: one sentence each',
  slow,
  async () => {
    await writeFile(join(root, 'file'), '')
    expect(await complaintOf(join(root, 'file'), '--port', '0')).toMatch(
      /may not write.*CRONISTA_STATE/,
    )
    expect(await complaintOf('/proc/cronista', '--port', '0')).toMatch(
      /may not write.*CRONISTA_STATE/,
    )
    const halfway = start(root, '--port', '0')
    await halfway.said(LAST_LINE)
    await halfway.stop('SIGKILL')
    await writeFile(join(root, 'newsroom', 'newsroom.json'), '{')
    expect(await complaintOf(root, '--port', '0')).toMatch(/damaged.*--fresh/)
    expect(await complaintOf(root, '--frsh')).toContain('--fresh')
  },
)
