import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from './failure.js'

const ENDING = '.patch'
const FIELD = /^(?<field>Break|Claim|Test|Named): (?<value>\S.*)$/u

/**
 * One thing broken on purpose, and the tests that have to notice.
 *
 * @typedef {object} Break
 * @property {string} name the file's, without its ending
 * @property {string} path
 * @property {string} what in one line
 * @property {string} claim which sentence is no longer true, and where it stands
 * @property {readonly string[]} tests files of tests, all of one project of vitest.config.ts
 * @property {readonly string[]} broken the files that the patch changes
 * @property {string | undefined} named a part of the names of the tests that are run; all without it
 */

/**
 * Reads a patch. Above its first `diff` stand the lines `Break:`, `Claim:`, one `Test:` or several, and
 * `Named:` if not all tests of these files are run.
 *
 * @param {string} path
 * @param {string} name
 * @param {string} text
 * @returns {Break} throws a `Failure` that says what is missing
 */
export function parseBreak(path, name, text) {
  const [head = '', ...diffs] = text.split(/^diff --git /mu)
  const fields = head
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => FIELD.exec(line)?.groups)
  /** @param {string} wanted */
  const valuesOf = (wanted) =>
    fields.flatMap((one) => (one?.['field'] === wanted ? [one['value'] ?? ''] : []))
  const [what, ...otherWhats] = valuesOf('Break')
  const [claim, ...otherClaims] = valuesOf('Claim')
  const tests = valuesOf('Test')
  const broken = diffs.flatMap(
    (diff) => /^\+\+\+ b\/(?<path>.+)$/mu.exec(diff)?.groups?.['path'] ?? [],
  )
  const isWhole =
    !fields.includes(undefined) && otherWhats.length + otherClaims.length === 0 && tests.length > 0
  if (!isWhole || what === undefined || claim === undefined || broken.length === 0)
    throw new Failure(
      `${path} has to begin with "Break:", "Claim:" and "Test:", each with a text, and to go on with a diff.`,
    )
  if (new Set(tests.map(projectOf)).size > 1)
    throw new Failure(`${path} names tests of several projects of vitest.config.ts.`)
  return { name, path, what, claim, tests, broken, named: valuesOf('Named')[0] }
}

/**
 * The project of vitest.config.ts that a file of tests belongs to.
 *
 * @param {string} test
 * @returns {'chromium' | 'e2e' | 'node'}
 */
export function projectOf(test) {
  if (test.startsWith('e2e/')) return 'e2e'
  return /\.browser\.test\.tsx?$/u.test(test) ? 'chromium' : 'node'
}

/**
 * The breaks of a folder, in the order of their names, whose names begin with one of `beginnings`; all of
 * them if there is none.
 *
 * @param {string} folder
 * @param {readonly string[]} beginnings
 * @returns {readonly Break[]} throws a `Failure` if a beginning is nobody's
 */
export function readBreaks(folder, beginnings) {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .sort()
  const unknown = beginnings.find((beginning) => !names.some((name) => name.startsWith(beginning)))
  if (unknown !== undefined) throw new Failure(`No break's name begins with ${unknown}.`)
  return names
    .filter(
      (name) =>
        beginnings.length === 0 || beginnings.some((beginning) => name.startsWith(beginning)),
    )
    .map((name) => {
      const path = join(folder, name + ENDING)
      return parseBreak(path, name, readFileSync(path, 'utf8'))
    })
}
