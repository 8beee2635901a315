// What `npm test` runs, begun in this order: the longest first. A check counts as one; a stage of tests
// counts its tests.

/**
 * @typedef {object} Stage
 * @property {string} name what `--only` takes
 * @property {string} shows what a pass means, for the table
 * @property {readonly string[]} command a program of node_modules/.bin and its arguments
 * @property {boolean} counts whether Vitest runs it and counts tests
 * @property {readonly SystemProgram[]} needs
 * @property {number} limitMillis after which it is stopped and has failed
 */

/** @typedef {'chromium' | 'firefox' | 'microsocks' | 'openssl' | 'scikit-learn' | 'strace' | 'tor' | 'xdotool' | 'xvfb'} SystemProgram */

const MINUTE_MILLIS = 60_000

/**
 * @param {string} name
 * @param {string} shows
 * @param {readonly string[]} command
 * @returns {Stage}
 */
function check(name, shows, command) {
  return { name, shows, command, counts: false, needs: [], limitMillis: 10 * MINUTE_MILLIS }
}

/**
 * @param {string} name
 * @param {string} shows
 * @param {string} project of vitest.config.ts
 * @param {readonly SystemProgram[]} needs
 * @param {number} minutes
 * @returns {Stage}
 */
function tests(name, shows, project, needs, minutes) {
  const command = ['vitest', 'run', '--project', project]
  return { name, shows, command, counts: true, needs, limitMillis: minutes * MINUTE_MILLIS }
}

/** @type {readonly SystemProgram[]} */
const UNIT_NEEDS = ['chromium', 'microsocks', 'openssl', 'strace']

/** @type {readonly SystemProgram[]} */
const JOURNEY_NEEDS = ['chromium', 'firefox', 'openssl', 'scikit-learn', 'xdotool', 'xvfb']

/** @type {readonly Stage[]} */
export const stages = [
  tests('e2e', 'journeys, the line and the phone in real browsers', 'e2e', JOURNEY_NEEDS, 40),
  check('types', 'TypeScript, every strict flag', ['tsc', '--build', '--pretty', 'false']),
  check('lint', 'ESLint, strictTypeChecked', ['eslint', '.', '--max-warnings', '0']),
  check('format', 'Prettier', ['prettier', '--check', '.', '--log-level', 'warn']),
  check('boundaries', 'the import table', [
    ...['depcruise', '--config', '.dependency-cruiser.mjs', 'packages', 'e2e', 'bench'],
  ]),
  check('dead', 'no unused file, export or dependency', ['knip']),
  tests('unit', 'units, contracts, properties, vectors in Node', 'node', UNIT_NEEDS, 30),
  tests('fuzz', 'every parser of outside bytes, a minute of it', 'fuzz', [], 10),
  tests('browser', 'vectors and pages in Chromium', 'chromium', ['chromium'], 10),
]

/**
 * The stages that `--only a,b` names, all of them without it.
 *
 * @param {readonly string[]} programArguments
 * @returns {readonly Stage[] | undefined} `undefined` if they say anything else
 */
export function chosenStages(programArguments) {
  const [flag, names, ...more] = programArguments
  if (flag === undefined) return stages
  if (flag !== '--only' || names === undefined || more.length > 0) return undefined
  const wanted = names.split(',')
  const chosen = stages.filter(({ name }) => wanted.includes(name))
  return chosen.length === wanted.length ? chosen : undefined
}
