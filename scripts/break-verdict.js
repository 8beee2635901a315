/**
 * The part of Vitest's JSON report that is read here.
 *
 * @typedef {object} NamedReport
 * @property {readonly { name: string, status: string, assertionResults: readonly NamedResult[] }[]} testResults
 */

/** @typedef {{ status: string, fullName: string, failureMessages?: readonly string[] | null }} NamedResult */

/**
 * What became of a break: tests noticed; none did; its tests fail without it too, or did not run at all,
 * which says nothing; or its patch does not fit the source any more.
 *
 * @typedef {{ kind: 'seen', by: readonly string[] } | { kind: 'survived' } | { kind: 'says-nothing', why: string } | { kind: 'stale', why: string }} Verdict
 */

/**
 * @typedef {object} Row
 * @property {import('./break-patch.js').Break} broken
 * @property {Verdict} verdict
 * @property {number} millis
 */

/**
 * What a report of broken tests says.
 *
 * @param {NamedReport | undefined} report
 * @returns {Verdict} seen only if a test failed: a file that cannot even be loaded proves nothing, nor does
 *   a test that ran out of time, which it also does on a busy machine
 */
export function verdictOf(report) {
  if (report === undefined) return { kind: 'says-nothing', why: 'the tests did not end' }
  const failed = resultsOf(report, 'failed')
  const told = failed.filter(({ failureMessages }) => !failureMessages?.every(isOutOfTime))
  if (told.length > 0) return { kind: 'seen', by: told.map(({ fullName }) => fullName) }
  if (failed.length > 0) return { kind: 'says-nothing', why: 'tests ran out of time' }
  const [unloaded] = filesNotRun(report)
  if (unloaded !== undefined) return { kind: 'says-nothing', why: `${unloaded} could not be run` }
  return resultsOf(report, 'passed').length > 0
    ? { kind: 'survived' }
    : { kind: 'says-nothing', why: 'no test ran' }
}

/**
 * What is wrong with tests before anything is broken.
 *
 * @param {NamedReport | undefined} report
 * @param {string} test a file of tests
 * @returns {string | undefined} nothing if they all pass
 */
export function faultOf(report, test) {
  const whole = report?.testResults.find(({ name }) => name.endsWith(`/${test}`))
  if (whole === undefined) return `${test} did not run`
  const failed = whole.assertionResults.find(({ status }) => status === 'failed')
  if (failed !== undefined) return `fails without the break: ${failed.fullName}`
  return whole.status === 'failed' ? `${test} could not be run` : undefined
}

/**
 * One line for a break.
 *
 * @param {Row} row
 * @returns {string}
 */
export function lineOf({ broken, verdict, millis }) {
  const seconds = `${(millis / 1000).toFixed(0)} s`.padStart(6)
  return `${WORDS[verdict.kind].padEnd(12)}${seconds}  ${broken.name}: ${broken.what}\n${' '.repeat(20)}${detailOf(verdict)}`
}

/**
 * The last line, and what has to be looked at.
 *
 * @param {readonly Row[]} rows
 * @returns {string}
 */
export function summaryOf(rows) {
  const unseen = rows.filter(({ verdict }) => verdict.kind !== 'seen')
  const lines = unseen.map(({ broken, verdict }) => {
    return `  ${WORDS[verdict.kind]}: ${broken.name} (${broken.claim})`
  })
  return [...lines, '', `${rows.length - unseen.length} passed, ${unseen.length} failed`].join('\n')
}

const WORDS = /** @type {const} */ ({
  seen: 'seen',
  survived: 'SURVIVED',
  'says-nothing': 'SAYS NOTHING',
  stale: 'STALE',
})

/**
 * @param {Verdict} verdict
 * @returns {string}
 */
function detailOf(verdict) {
  switch (verdict.kind) {
    case 'seen': {
      const more = verdict.by.length > 1 ? ` (and ${verdict.by.length - 1} more)` : ''
      return `by: ${verdict.by[0] ?? ''}${more}`
    }
    case 'survived':
      return 'every test passed'
    case 'says-nothing':
      return verdict.why
    case 'stale':
      return `the patch does not apply any more: ${verdict.why.split('\n')[0] ?? ''}`
  }
}

/**
 * @param {NamedReport} report
 * @param {string} wanted
 * @returns {readonly NamedResult[]}
 */
function resultsOf({ testResults }, wanted) {
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === wanted),
  )
}

/** @param {string} message */
function isOutOfTime(message) {
  return /^\w*Error: (?:Test|Hook) timed out/u.test(message)
}

/**
 * @param {NamedReport} report
 * @returns {readonly string[]}
 */
function filesNotRun({ testResults }) {
  return testResults.flatMap(({ name, status, assertionResults }) =>
    status === 'failed' && assertionResults.length === 0 ? [name] : [],
  )
}
