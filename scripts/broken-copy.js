// A copy of the project in a folder of its own, in which things are broken. The project itself is only read.
import { spawn, spawnSync } from 'node:child_process'
import { constants, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'
import { projectOf } from './break-patch.js'
import { Failure } from './failure.js'
import { environmentFor } from './node-24.js'
import { projectRoot } from './project-root.js'

/** What takes longer hangs, and that is no finding. */
const LIMIT_MILLIS = 15 * 60_000

/** @typedef {import('./break-patch.js').Break} Break */
/** @typedef {import('./break-verdict.js').NamedReport} NamedReport */

/** The project as it lies in its folder, uncommitted changes included; with its dependencies once a test is
 *  run. */
export class BrokenCopy {
  #folder = mkdtempSync(join(tmpdir(), 'cronista-breaks-'))
  #node24
  #hasDependencies = false

  /** @param {string} node24 */
  constructor(node24) {
    this.#node24 = node24
    for (const path of projectFiles()) this.#copy(path)
  }

  /**
   * @param {Break} one
   * @returns {string | undefined} why its patch does not apply; nothing is changed then
   */
  apply({ path }) {
    return this.#git('apply', path)
  }

  /** @param {Break} one that was applied */
  takeBack({ path }) {
    const fault = this.#git('apply', '--reverse', path)
    if (fault !== undefined) throw new Failure(`${path} could not be taken back: ${fault}`)
  }

  /**
   * Runs tests and gives what Vitest says of them; `undefined` if it said nothing.
   *
   * @param {readonly string[]} tests all of one project
   * @param {string} [named] a part of the names of the tests that are run
   * @returns {Promise<NamedReport | undefined>}
   */
  async run(tests, named) {
    // Copied and not linked to: through a link the tests would reach the packages of the project itself.
    if (!this.#hasDependencies) this.#copy('node_modules')
    this.#hasDependencies = true
    const report = join(this.#folder, 'node_modules', 'report.json')
    rmSync(report, { force: true })
    const more = named === undefined ? [] : ['--testNamePattern', named]
    await this.#inGroup('vitest', [
      ...['run', '--project', projectOf(tests[0] ?? ''), '--reporter=json'],
      ...[`--outputFile.json=${report}`, ...more, ...tests],
    ])
    try {
      return /** @type {NamedReport} */ (JSON.parse(readFileSync(report, 'utf8')))
    } catch {
      return undefined
    }
  }

  remove() {
    rmSync(this.#folder, { recursive: true, force: true })
  }

  /** @param {string} path */
  #copy(path) {
    cpSync(join(projectRoot, path), join(this.#folder, path), {
      recursive: true,
      verbatimSymlinks: true,
      mode: constants.COPYFILE_FICLONE,
      filter: (from) => basename(from) !== '.cache',
    })
  }

  /**
   * @param {readonly string[]} words
   * @returns {string | undefined} what it says if it fails
   */
  #git(...words) {
    // The copy is no repository, and should not be taken for a part of one above it.
    const env = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(this.#folder) }
    const { status, stderr } = spawnSync('git', words, { cwd: this.#folder, env, encoding: 'utf8' })
    return status === 0 ? undefined : stderr.trim()
  }

  /**
   * In a process group of its own: what a broken test started ends with it.
   *
   * @param {string} program of node_modules/.bin
   * @param {readonly string[]} programArguments
   * @returns {Promise<void>}
   */
  async #inGroup(program, programArguments) {
    const { PATH = '', ...environment } = environmentFor(this.#node24)
    const child = spawn(program, programArguments, {
      cwd: this.#folder,
      env: {
        ...environment,
        PATH: [join(this.#folder, 'node_modules', '.bin'), PATH].join(delimiter),
        NODE_COMPILE_CACHE: '',
      },
      stdio: 'ignore',
      detached: true,
    })
    const stop = () => endGroup(child.pid)
    const interrupted = () => process.exit(130)
    const limit = setTimeout(stop, LIMIT_MILLIS)
    process.on('exit', stop)
    process.on('SIGINT', interrupted)
    process.on('SIGTERM', interrupted)
    await new Promise((resolve) => {
      child.on('error', resolve)
      child.on('exit', resolve)
    })
    stop()
    clearTimeout(limit)
    process.off('exit', stop)
    process.off('SIGINT', interrupted)
    process.off('SIGTERM', interrupted)
  }
}

/** @returns {readonly string[]} what git keeps or would keep, and is there */
function projectFiles() {
  const words = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate']
  /** @param {readonly string[]} more */
  const listed = (more) => {
    const { status, stdout } = spawnSync('git', more, {
      cwd: projectRoot,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    })
    if (status !== 0) throw new Failure('Breaks are tried in a copy of a git work tree.')
    return stdout.split('\0').filter((path) => path !== '')
  }
  const gone = new Set(listed(['ls-files', '-z', '--deleted']))
  return listed(words).filter((path) => !gone.has(path))
}

/** @param {number | undefined} leader */
function endGroup(leader) {
  if (leader === undefined) return
  try {
    process.kill(-leader, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
