import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { environmentFor } from './node-24.js'
import { projectRoot } from './project-root.js'
import { countTests } from './test-report.js'

/** What was said at the end may still be in the pipe. */
const LAST_WORDS_MILLIS = 2_000

/** @typedef {import('./stages.js').Stage} Stage */
/** @typedef {import('./test-report.js').Outcome} Outcome */

/**
 * Runs one stage, and everything that it started ends with it. Tests are heard as they run; a check
 * speaks only when it has failed.
 *
 * @param {Stage} stage
 * @param {string} node24
 * @param {(line: string) => void} hear
 * @returns {Promise<{ outcome: Outcome, millis: number }>}
 */
export async function runStage(stage, node24, hear) {
  const started = performance.now()
  const outcome = await (stage.counts ? runTests : runCheck)(stage, node24, hear)
  return { outcome, millis: performance.now() - started }
}

/**
 * @param {Stage} stage
 * @param {string} node24
 * @param {(line: string) => void} hear
 * @returns {Promise<Outcome>}
 */
async function runCheck(stage, node24, hear) {
  /** @type {string[]} */
  const said = []
  const exitCode = await run(stage, stage.command, node24, (line) => said.push(line))
  if (exitCode === 0) return { passed: 1, failed: 0, skipped: 0 }
  for (const line of said) hear(line)
  return { passed: 0, failed: 1, skipped: 0 }
}

/**
 * @param {Stage} stage
 * @param {string} node24
 * @param {(line: string) => void} hear
 * @returns {Promise<Outcome>}
 */
async function runTests(stage, node24, hear) {
  const folder = mkdtempSync(join(tmpdir(), 'cronista-report-'))
  const file = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  try {
    const exitCode = await run(stage, [...stage.command, ...reporters], node24, hear)
    return countTests(readReport(file), exitCode)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * @param {string} file
 * @returns {import('./test-report.js').VitestReport | undefined}
 */
function readReport(file) {
  try {
    return /** @type {import('./test-report.js').VitestReport} */ (
      JSON.parse(readFileSync(file, 'utf8'))
    )
  } catch {
    return undefined
  }
}

/**
 * Runs in a process group of its own, so that nothing a stage started outlives it, or this process.
 *
 * @param {Stage} stage
 * @param {readonly string[]} command
 * @param {string} node24
 * @param {(line: string) => void} hear
 * @returns {Promise<number>} the exit code
 */
async function run({ limitMillis }, [program = '', ...programArguments], node24, hear) {
  const child = spawn(program, programArguments, {
    cwd: projectRoot,
    env: { ...environmentFor(node24), ...colour() },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', hear)
  const stop = () => endGroup(child.pid)
  const interrupted = () => process.exit(130)
  /** @type {NodeJS.Timeout | undefined} */
  let lastWords
  const limit = setTimeout(() => {
    hear(`stopped after ${limitMillis / 60_000} minutes`)
    stop()
  }, limitMillis)
  process.on('exit', stop)
  process.on('SIGINT', interrupted)
  process.on('SIGTERM', interrupted)
  try {
    return await new Promise((resolve) => {
      child.on('error', (error) => {
        hear(error.message)
        resolve(1)
      })
      child.on('exit', (exitCode) => {
        stop()
        // Browsers are of other groups; one that stayed behind could keep the output open for ever.
        lastWords = setTimeout(() => resolve(exitCode ?? 1), LAST_WORDS_MILLIS)
      })
      child.on('close', (exitCode) => resolve(exitCode ?? 1))
    })
  } finally {
    clearTimeout(limit)
    clearTimeout(lastWords)
    process.off('exit', stop)
    process.off('SIGINT', interrupted)
    process.off('SIGTERM', interrupted)
    child.stdout.destroy()
    child.stderr.destroy()
  }
}

/**
 * Through a pipe no program sees whether a person is looking.
 *
 * @returns {NodeJS.ProcessEnv}
 */
function colour() {
  return process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }
}

/** @param {number | undefined} leader */
function endGroup(leader) {
  if (leader === undefined) return
  try {
    process.kill(-leader, 'SIGKILL')
  } catch {
    // The group has ended by itself.
  }
}
