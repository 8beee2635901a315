#!/usr/bin/env node
// `cronista`: what anyone can run who has a newsroom's fingerprint. Ends with 0, 1 or 2 (see --help).
import { stripVTControlCharacters } from 'node:util'
import { DiskMirrorStore } from './adapters/disk-mirror-store.ts'
import { HttpSite } from './adapters/http-site.ts'
import { nativePrimitives, systemRandom } from './adapters/native-primitives.ts'
import {
  parseCommand,
  terminalLanguage,
  type Command,
  type MirrorCommand,
  type VerifyCommand,
} from './command.ts'
import { serveMirror } from './mirror-server.ts'
import { Mirror } from './mirror.ts'
import { ProgressLine } from './progress-line.ts'
import { exitCodes, failureOf, reportOf, type Report } from './report.ts'
import { verifySite } from './verify-site.ts'
import { wordingIn } from './wording.ts'

/** Slower than this on average, and a site is given up: what is left of a phone's data at its worst. */
const BYTES_PER_SECOND = 2048

let wording = wordingIn(terminalLanguage(process.env))
try {
  const command = parseCommand(process.argv.slice(2), process.env)
  wording = wordingIn(command.language)
  process.exitCode = await run(command)
} catch (error) {
  const failure = failureOf(wording, error)
  if (failure === undefined) console.error(error)
  process.exitCode = failure === undefined ? exitCodes.unchecked : tell(failure, process.stderr)
}

async function run(command: Command): Promise<number> {
  if (command.kind === 'verify') return verify(command)
  if (command.kind === 'mirror') return mirror(command)
  process.stdout.write(`${wording.help}\n`)
  return exitCodes.same
}

async function verify(command: VerifyCommand): Promise<number> {
  const { newsroomId, atLeast } = command
  const progress = new ProgressLine(process.stderr, wording)
  try {
    const found = await verifySite(nativePrimitives, systemRandom, siteOf(command), {
      newsroomId,
      atLeast,
      onProgress: (done, total) => progress.show(done, total),
    })
    progress.clear()
    return tell(reportOf(wording, found, atLeast), process.stdout)
  } finally {
    progress.clear()
  }
}

async function mirror(command: MirrorCommand): Promise<number> {
  const { newsroomId, folder, host, port, everyMillis } = command
  const store = await DiskMirrorStore.open(folder)
  const kept = await Mirror.open(nativePrimitives, newsroomId, store)
  const site = siteOf(command)
  // Without a release there is nothing to serve, so the first failure is the end.
  if (kept.release === undefined) await kept.refresh(site)
  else await refreshOrTell(kept, site)
  const server = await serveMirror(kept, { host, port }, tellFailure)
  say(wording.serving(server.url, kept.release?.number ?? 0))
  await lookAgainUntilStopped(kept, site, everyMillis)
  await server.close()
  return exitCodes.same
}

function siteOf({ origin, patienceMillis }: MirrorCommand | VerifyCommand): HttpSite {
  return new HttpSite(origin, { silenceMillis: patienceMillis, bytesPerSecond: BYTES_PER_SECOND })
}

async function lookAgainUntilStopped(
  kept: Mirror,
  site: HttpSite,
  everyMillis: number,
): Promise<void> {
  const stopped = new Promise<'stopped'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => resolve('stopped'))
  })
  for (;;) {
    let timer: NodeJS.Timeout | undefined
    const due = new Promise<'due'>((resolve) => {
      timer = setTimeout(() => resolve('due'), everyMillis)
    })
    if ((await Promise.race([stopped, due])) === 'stopped') {
      clearTimeout(timer)
      return
    }
    if ((await Promise.race([stopped, refreshOrTell(kept, site)])) === 'stopped') return
  }
}

/** Looks for a newer release; what is served stays when that fails, and why is said. */
async function refreshOrTell(kept: Mirror, site: HttpSite): Promise<void> {
  try {
    const refreshed = await kept.refresh(site)
    if (refreshed === 'published') say(wording.published(kept.release?.number ?? 0))
  } catch (error) {
    tellFailure(error)
    process.stderr.write(`${wording.keepsServing(kept.release?.number ?? 0)}\n`)
  }
}

/** Says what failed; of a bug its name alone, so that one request cannot end the mirror for all. */
function tellFailure(error: unknown): void {
  const failure = failureOf(wording, error)
  if (failure !== undefined) tell(failure, process.stderr)
  else process.stderr.write(`${error instanceof Error ? error.name : typeof error}\n`)
}

function tell({ lines, exitCode }: Report, stream: NodeJS.WriteStream): number {
  // A path or an address may have come from a hostile site; it must not steer the terminal.
  for (const line of lines) stream.write(`${stripVTControlCharacters(line)}\n`)
  return exitCode
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
