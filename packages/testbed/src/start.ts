/** `npm start`: a newsroom for demonstration on this machine, until Ctrl-C. */
import { join } from 'node:path'
import { bootTestbed, type Testbed } from './boot-testbed.ts'
import type { TestbedDesk } from './open-desks.ts'
import type { PreparationStep } from './prepare-newsroom.ts'
import { startFailure } from './start-failure.ts'
import { parseStartOptions, type StartOptions } from './start-options.ts'
import { demoNewsroom } from './stories/demo-stories.ts'

const PROJECT_ROOT = join(import.meta.dirname, '..', '..', '..')
/** Everything stops well before, also on a busy machine; a process that hangs is ended. */
const STOP_MILLIS = 20_000

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function complain(text: string): void {
  process.stderr.write(`\n${text}\n`)
}

/** Says what fails once, not once a request. */
function onFailure(): (error: unknown) => void {
  const told = new Set<string>()
  return (error) => {
    const sentence = startFailure(error) ?? (error instanceof Error ? error.name : 'Something')
    if (told.has(sentence)) return
    told.add(sentence)
    complain(`While running: ${sentence}`)
  }
}

function announce(testbed: Testbed, options: StartOptions, statePath: string): void {
  const { siteUrl, desks, newsroomId, wasFounded, setAside, paths } = testbed
  const [first] = desks
  const times = options.realTime
    ? 'Waiting times are those of production: an edition every hour.'
    : 'Waiting times are cut to seconds; npm start -- --real-time has those of production.'
  if (setAside !== undefined) say(`The newsroom that was here is kept in ${setAside}`)
  say(`
${demoNewsroom.name}: a demonstration on this machine, with invented people and stories.
${times}

  Site            ${siteUrl}/
${desks.map(deskLines).join('\n')}

Open both desks and unlock them, in two windows: ${first.editorName}'s collects letters and hands in editions,
and a story is published only when both have approved it. Only unlocked desks work.
Passphrases and a contributor's eight words are written down because this is a demonstration:
  ${paths.passphrases}
  ${paths.words}
The newsroom's fingerprint is ${newsroomId}
${wasFounded === 'now' ? 'It was founded now' : 'It goes on from last time'}; its state is in ${statePath} (npm start -- --fresh begins anew).
Ctrl-C stops everything.`)
}

function deskLines({ editorName, url, passphrase }: TestbedDesk): string {
  return `  ${`${editorName}'s desk`.padEnd(14)}  ${url}
                  passphrase:  ${passphrase}`
}

const steps: Readonly<Record<PreparationStep, string>> = {
  admitting: 'Admitting the second desk …',
  publishing: 'Publishing the first stories, as two editors would …',
  readable: 'Readers have the first stories at',
  writing: 'A contributor opens the site and writes in a third; it leaves in cells, tick by tick …',
  collecting: 'Every part has left the page; the desk collects all cells and opens them …',
  answering: 'An editor reads it and answers in the next edition …',
  reading: 'The contributor returns with eight words, reads the answer and writes once more …',
  telling: 'An editor makes a story of the conversation, in Spanish and English …',
  blocked:
    'The gate stops it: a surname in the Spanish address, an employer in the English caption. They are corrected …',
  approving: 'Both editors approve it, each at a desk; it is held, signed twice and published …',
}

async function run(): Promise<void> {
  const options = parseStartOptions(process.argv.slice(2), process.env)
  const statePath = process.env['CRONISTA_STATE'] ?? join(PROJECT_ROOT, '.cronista')
  say('Starting …')
  // The first locks are those of the preparation.
  let isReady = false
  const testbed = await bootTestbed({
    schedule: options.realTime ? 'production' : 'demo',
    statePath,
    fresh: options.fresh,
    stories: options.quick ? 'first' : 'all',
    sitePort: options.port,
    deskPorts: options.port === 0 ? [0, 0] : [options.port + 1, options.port + 2],
    onStep: (step, siteUrl) => {
      say(step === 'readable' ? `${steps[step]} ${siteUrl}/` : steps[step])
    },
    onDeskAddress: (editorName, url) => {
      if (isReady) say(`\n${editorName}'s desk is locked. Unlock it at ${url}`)
    },
    onFailure: onFailure(),
  })
  isReady = true
  announce(testbed, options, statePath)
  await stopped()
  say('\nStopping …')
  setTimeout(() => process.exit(1), STOP_MILLIS).unref()
  await testbed.close()
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** What is half done when a start is interrupted is swept up by the next one. */
function endAtOnce(): void {
  process.exit(0)
}

function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of signals) {
      process.off(signal, endAtOnce)
      process.on(signal, () => {
        resolve()
      })
    }
  })
}

for (const signal of signals) process.on(signal, endAtOnce)
try {
  await run()
  process.exit(0)
} catch (error) {
  const sentence = startFailure(error)
  if (sentence === undefined) throw error
  complain(sentence)
  process.exit(1)
}
