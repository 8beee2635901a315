// Brings node_modules to what package-lock.json says, and does nothing when it is there already.
// Plain JavaScript of Node 20 and without imports from npm: it runs before anything is installed.
import { spawn } from 'node:child_process'
import { accessSync, constants, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from './failure.js'
import { projectRoot } from './project-root.js'

/** What follows in npm's complaint is its manual. */
const NPM_LINES_SHOWN = 12

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [link]
 * @property {boolean} [optional]
 */

/** @typedef {{ packages: Record<string, LockedPackage> }} Lockfile */

/**
 * Installs with `npm ci` unless what is installed agrees with the lockfile.
 *
 * @returns {Promise<void>} rejects with a `Failure` when npm cannot do it
 */
export async function ensureDependencies() {
  const wanted = readLockfile(join(projectRoot, 'package-lock.json'))
  if (wanted === undefined)
    throw new Failure('package-lock.json is missing or damaged: get a complete copy of Cronista.')
  if (agrees(wanted, readLockfile(join(projectRoot, 'node_modules', '.package-lock.json')))) return

  if (!isWritable(projectRoot))
    throw new Failure(
      `Cronista has to install its dependencies in ${projectRoot}, and may not write there.`,
    )
  process.stdout.write('Installing dependencies (once, about half a minute) …')
  const started = performance.now()
  const { code, said } = await npmCi()
  process.stdout.write(` ${((performance.now() - started) / 1000).toFixed(0)} s\n`)
  if (code !== 0) {
    console.error(`\n${said.trim().split('\n').slice(0, NPM_LINES_SHOWN).join('\n')}`)
    throw new Failure(
      'The dependencies could not be installed: npm says why, above. Is the network there, and the disk not full?',
    )
  }
}

/**
 * Whether the packages of `wanted` are the ones npm wrote down as installed. Packages for other
 * machines (`optional`) may be absent; workspaces are links and always there.
 *
 * @param {Lockfile} wanted
 * @param {Lockfile | undefined} installed
 * @returns {boolean}
 */
export function agrees(wanted, installed) {
  if (installed === undefined) return false
  return Object.entries(wanted.packages).every(([path, wantedPackage]) => {
    if (!path.includes('node_modules/') || wantedPackage.link === true) return true
    const found = installed.packages[path]
    if (found === undefined) return wantedPackage.optional === true
    return found.version === wantedPackage.version && found.integrity === wantedPackage.integrity
  })
}

/**
 * @param {string} folder
 * @returns {boolean}
 */
export function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/**
 * @param {string} file
 * @returns {Lockfile | undefined}
 */
function readLockfile(file) {
  try {
    const lockfile = /** @type {Partial<Lockfile>} */ (JSON.parse(readFileSync(file, 'utf8')))
    return lockfile.packages === undefined ? undefined : { packages: lockfile.packages }
  } catch {
    return undefined
  }
}

/** @returns {Promise<{ code: number, said: string }>} */
async function npmCi() {
  // Under `npm start` the very npm that called us, run by its own Node; else the one on the path.
  const { npm_execpath: npm, npm_node_execpath: node } = process.env
  const known = npm?.endsWith('.js') === true && node !== undefined
  const child = spawn(
    known ? node : 'npm',
    [...(known ? [npm] : []), 'ci', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'],
    { cwd: projectRoot, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let said = ''
  child.stderr.setEncoding('utf8')
  child.stderr.on('data', (text) => (said += String(text)))
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, said: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, said }))
  })
}
