// `npm test`: the checks, two at a time, then the tests, one project after the other.
//   npm test -- --only types,unit      some stages (their names are in stages.js)
import { ensureDependencies } from './dependencies.js'
import { Failure, runProgram } from './failure.js'
import { findNode24 } from './node-24.js'
import { runStage } from './run-stage.js'
import { chosenStages, stages } from './stages.js'
import { ensureSystemPrograms } from './system-programs.js'
import { summary, total } from './test-report.js'

/** @typedef {import('./stages.js').Stage} Stage */
/** @typedef {import('./test-report.js').Outcome} Outcome */
/** @typedef {Stage & { outcome: Outcome, millis: number }} Result */

await runProgram(async () => {
  const chosen = chosenStages(process.argv.slice(2))
  if (chosen === undefined)
    throw new Failure(
      `Say nothing, or --only and some of these, with commas between: ${stages.map(({ name }) => name).join(', ')}.`,
    )
  await ensureDependencies()
  const node24 = findNode24()

  const results = await runChecks(
    chosen.filter(({ counts }) => !counts),
    node24,
  )
  for (const stage of chosen) if (stage.counts) results.push(await runTestStage(stage, node24))

  console.log(`\n${summary(results)}`)
  return total(results.map(({ outcome }) => outcome)).failed === 0 ? 0 : 1
})

/**
 * Two at a time: most of them use one core.
 *
 * @param {readonly Stage[]} checks
 * @param {string} node24
 * @returns {Promise<Result[]>} in the order of `checks`
 */
async function runChecks(checks, node24) {
  /** @type {Result[]} */
  const results = []
  const waiting = [...checks.entries()]
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [position, stage] = next
      const { outcome, output, millis } = await runStage(stage, node24)
      results[position] = { ...stage, outcome, millis }
      console.log(`${outcome.failed === 0 ? 'ok    ' : 'FAILED'} ${stage.name}`)
      if (outcome.failed > 0) console.log(output.trimEnd())
    }
  }
  await Promise.all([lane(), lane()])
  return results
}

/**
 * @param {Stage} stage
 * @param {string} node24
 * @returns {Promise<Result>}
 */
async function runTestStage(stage, node24) {
  console.log(`\n${stage.name}: ${stage.shows}`)
  try {
    ensureSystemPrograms(stage.needs)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    console.error(error.message)
    return { ...stage, outcome: { passed: 0, failed: 1, skipped: 0 }, millis: 0 }
  }
  const { outcome, millis } = await runStage(stage, node24)
  return { ...stage, outcome, millis }
}
