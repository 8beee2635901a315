import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { environmentFor } from './node-24.js'
import { projectRoot } from './project-root.js'
import { countTests } from './test-report.js'

/** @typedef {import('./stages.js').Stage} Stage */
/** @typedef {import('./test-report.js').Outcome} Outcome */

/**
 * Runs one stage. Tests show themselves as they run; a check speaks only when it fails.
 *
 * @param {Stage} stage
 * @param {string} node24
 * @returns {Promise<{ outcome: Outcome, output: string, millis: number }>}
 */
export async function runStage(stage, node24) {
  const started = performance.now()
  const { outcome, output } = stage.counts
    ? await runTests(stage, node24)
    : await runCheck(stage, node24)
  return { outcome, output, millis: performance.now() - started }
}

/**
 * @param {Stage} stage
 * @param {string} node24
 * @returns {Promise<{ outcome: Outcome, output: string }>}
 */
async function runCheck(stage, node24) {
  const { exitCode, output } = await run(stage, stage.command, node24, 'pipe')
  const passed = exitCode === 0
  return { outcome: { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 }, output }
}

/**
 * @param {Stage} stage
 * @param {string} node24
 * @returns {Promise<{ outcome: Outcome, output: string }>}
 */
async function runTests(stage, node24) {
  const folder = mkdtempSync(join(tmpdir(), 'cronista-report-'))
  const file = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  try {
    const command = [...stage.command, ...reporters]
    const { exitCode, output } = await run(stage, command, node24, 'inherit')
    return { outcome: countTests(readReport(file), exitCode), output }
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
 * Runs in a process group of its own, so that nothing a stage started outlives it.
 *
 * @param {Stage} stage
 * @param {readonly string[]} command
 * @param {string} node24
 * @param {'pipe' | 'inherit'} speech
 * @returns {Promise<{ exitCode: number, output: string }>}
 */
async function run({ name, limitMillis }, [program = '', ...programArguments], node24, speech) {
  const child = spawn(program, programArguments, {
    cwd: projectRoot,
    env: { ...environmentFor(node24), ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }) },
    stdio: ['ignore', speech, speech],
    detached: true,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8')
    stream?.on('data', (text) => (output += String(text)))
  }
  const stop = () => endGroup(child.pid)
  const interrupted = () => {
    stop()
    process.exit(130)
  }
  const limit = setTimeout(() => {
    console.error(`\n${name} was stopped after ${limitMillis / 60_000} minutes.`)
    stop()
  }, limitMillis)
  process.on('SIGINT', interrupted)
  process.on('SIGTERM', interrupted)
  try {
    return await new Promise((resolve) => {
      child.on('error', (error) => resolve({ exitCode: 1, output: error.message }))
      child.on('close', (exitCode) => resolve({ exitCode: exitCode ?? 1, output }))
    })
  } finally {
    clearTimeout(limit)
    process.off('SIGINT', interrupted)
    process.off('SIGTERM', interrupted)
    stop()
  }
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
