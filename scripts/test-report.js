import { relative } from 'node:path'
import { projectRoot } from './project-root.js'

/**
 * What one stage came to.
 *
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly string[]} [failures] file, name and first words of each test that failed
 */

/**
 * A file of tests, as the report has it.
 *
 * @typedef {object} TestedFile
 * @property {string} [name] its path
 * @property {string} status
 * @property {string} [message] why it failed outside its tests
 * @property {readonly { status: string, fullName?: string, failureMessages?: readonly string[] }[]} assertionResults
 */

/**
 * The part of Vitest's JSON report that is counted here.
 *
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {readonly TestedFile[]} testResults
 */

/**
 * Counts tests. A file that failed outside its tests (at import, in a hook) counts as one failure, and
 * so does a run that failed although no test did, that left no report, or in which no test ran.
 *
 * @param {VitestReport | undefined} report
 * @param {number} exitCode Vitest's
 * @returns {Outcome}
 */
export function countTests(report, exitCode) {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 }
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  )
  const failed = report.numFailedTests + brokenFiles.length
  const unexplained = failed === 0 && (exitCode !== 0 || report.numPassedTests === 0)
  return {
    passed: report.numPassedTests,
    failed: unexplained ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: report.testResults.flatMap(failuresIn),
  }
}

/**
 * @param {TestedFile} file
 * @returns {readonly string[]}
 */
function failuresIn({ name = '', status, message, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === 'failed')
  if (status === 'failed' && failed.length === 0) return [oneFailure(name, 'the file', message)]
  return failed.map((test) => oneFailure(name, test.fullName, test.failureMessages?.[0]))
}

/**
 * @param {string} path
 * @param {string} [test]
 * @param {string} [message]
 * @returns {string}
 */
function oneFailure(path, test = '', message = '') {
  return `${relative(projectRoot, path)} › ${test}: ${message.split('\n', 1).join()}`
}

/**
 * The sum of outcomes.
 *
 * @param {readonly Outcome[]} outcomes
 * @returns {Outcome}
 */
export function total(outcomes) {
  return outcomes.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )
}

/**
 * What failed, by name: who sees only the end of a long run still learns it. Then a table with one line a
 * stage and, as its last line, exactly `N passed, N failed`.
 *
 * @param {readonly { name: string, shows: string, millis: number, outcome: Outcome }[]} results
 * @returns {string}
 */
export function summary(results) {
  const lines = results.map(({ name, shows, millis, outcome }) => {
    const { passed, failed, skipped } = outcome
    const seconds = `${(millis / 1000).toFixed(1)} s`.padStart(8)
    const rest = skipped > 0 ? `, ${skipped} skipped` : ''
    const verdict = failed === 0 ? 'ok    ' : 'FAILED'
    return `  ${verdict} ${name.padEnd(10)} ${seconds}  ${passed} passed, ${failed} failed${rest}  (${shows})`
  })
  const failures = results.flatMap(({ name, outcome }) =>
    (outcome.failures ?? []).map((failure) => `  ${name}: ${failure}`),
  )
  const { passed, failed } = total(results.map(({ outcome }) => outcome))
  return [...failures, ...lines, '', `${passed} passed, ${failed} failed`].join('\n')
}
