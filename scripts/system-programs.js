// The tests and proofs need browsers, a tracer of system calls, a classifier. Nothing else in the project
// does.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Failure } from './failure.js'

/** @typedef {import('./stages.js').SystemProgram} SystemProgram */

/** Debian's packages. A browser without a font draws boxes. */
const PACKAGES = {
  chromium: ['chromium', 'fonts-liberation'],
  firefox: ['firefox-esr', 'fonts-liberation'],
  microsocks: ['microsocks'],
  openssl: ['openssl'],
  'scikit-learn': ['python3-sklearn'],
  strace: ['strace'],
  tor: ['tor'],
  xdotool: ['xdotool'],
  xvfb: ['xvfb', 'xauth'],
}

/**
 * Installs by apt-get what is missing of `programs`.
 *
 * @param {readonly SystemProgram[]} programs
 * @returns {void} throws a `Failure` when it may not, or when apt-get fails
 */
export function ensureSystemPrograms(programs) {
  const missing = programs.filter((program) => !isThere(program))
  if (missing.length === 0) return
  const packages = missing.flatMap((program) => PACKAGES[program])
  const install = ['install', '--yes', '--no-install-recommends', ...packages]
  if (process.getuid?.() !== 0 || !isOnPath('apt-get'))
    throw new Failure(
      `The tests need ${missing.join(' and ')}. On Debian, as root: apt-get ${install.join(' ')}`,
    )
  process.stdout.write(`Installing ${packages.join(', ')} (once) …`)
  const started = performance.now()
  const failed = aptGet(['update']) ?? aptGet(install)
  process.stdout.write(` ${((performance.now() - started) / 1000).toFixed(0)} s\n`)
  if (failed !== undefined) {
    console.error(failed)
    throw new Failure(`apt-get could not install ${packages.join(', ')}: it says why, above.`)
  }
}

/**
 * @param {readonly string[]} aptArguments
 * @returns {string | undefined} what it said, if it failed
 */
function aptGet(aptArguments) {
  const { status, stderr } = spawnSync('apt-get', ['--quiet', ...aptArguments], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return status === 0 ? undefined : stderr.trim()
}

/**
 * @param {SystemProgram} program
 * @returns {boolean}
 */
function isThere(program) {
  const { CRONISTA_CHROMIUM: chromium, CRONISTA_FIREFOX: firefox } = process.env
  switch (program) {
    case 'chromium':
      return existsSync(chromium ?? '/usr/bin/chromium')
    case 'firefox':
      return existsSync(firefox ?? '/usr/bin/firefox-esr')
    case 'scikit-learn':
      return existsSync('/usr/lib/python3/dist-packages/sklearn')
    case 'xvfb':
      return isOnPath('Xvfb')
    default:
      return isOnPath(program)
  }
}

/**
 * @param {string} program
 * @returns {boolean}
 */
function isOnPath(program) {
  return (process.env['PATH'] ?? '')
    .split(':')
    .some((folder) => folder !== '' && existsSync(`${folder}/${program}`))
}
