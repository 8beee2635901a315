// `npm test`: the checks and the tests, two stages at a time.
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

const NAME_WIDTH = Math.max(...stages.map(({ name }) => name.length))

await runProgram(async () => {
  const chosen = chosenStages(process.argv.slice(2))
  if (chosen === undefined)
    throw new Failure(
      `Say nothing, or --only and some of these, with commas between: ${stages.map(({ name }) => name).join(', ')}.`,
    )
  await ensureDependencies()
  const node24 = findNode24()

  const results = await runTwoAtATime(chosen, node24)
  console.log(`\n${summary(results)}`)
  return total(results.map(({ outcome }) => outcome)).failed === 0 ? 0 : 1
})

/**
 * A journey waits more than it works, and most checks use one core. They begin in the order of `chosen`.
 *
 * @param {readonly Stage[]} chosen
 * @param {string} node24
 * @returns {Promise<Result[]>} in the order of `chosen`
 */
async function runTwoAtATime(chosen, node24) {
  /** @type {Result[]} */
  const results = []
  const waiting = [...chosen.entries()]
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [position, stage] = next
      results[position] = await runNamed(stage, node24)
    }
  }
  await Promise.all([lane(), lane()])
  return results
}

/**
 * Every line begins with the stage's name, as another speaks at the same time.
 *
 * @param {Stage} stage
 * @param {string} node24
 * @returns {Promise<Result>}
 */
async function runNamed(stage, node24) {
  /** @param {string} line */
  const say = (line) => console.log(`${stage.name.padEnd(NAME_WIDTH)} | ${line}`.trimEnd())
  try {
    ensureSystemPrograms(stage.needs)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    say(error.message)
    return { ...stage, outcome: { passed: 0, failed: 1, skipped: 0 }, millis: 0 }
  }
  const { outcome, millis } = await runStage(stage, node24, say)
  say(outcome.failed === 0 ? 'ok' : 'FAILED')
  return { ...stage, outcome, millis }
}
