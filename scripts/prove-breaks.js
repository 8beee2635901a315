// `npm run prove:breaks`: breaks one thing after the other, in a copy, as test-breaks/*.patch say, and wants
// a test to fail each time. First the same tests have to pass there unbroken.
//   npm run prove:breaks -- lease mirror      those whose names begin so
//   npm run prove:breaks -- --check           whether every patch still applies; runs nothing
import { join } from 'node:path'
import { projectOf, readBreaks } from './break-patch.js'
import { faultOf, lineOf, summaryOf, verdictOf } from './break-verdict.js'
import { BrokenCopy } from './broken-copy.js'
import { ensureDependencies } from './dependencies.js'
import { runProgram } from './failure.js'
import { findNode24 } from './node-24.js'
import { projectRoot } from './project-root.js'

const CHECK = '--check'

/** @typedef {import('./break-patch.js').Break} Break */
/** @typedef {import('./break-verdict.js').Row} Row */
/** @typedef {import('./break-verdict.js').Verdict} Verdict */

await runProgram(async () => {
  const words = process.argv.slice(2)
  const isCheck = words.includes(CHECK)
  await ensureDependencies()
  const breaks = readBreaks(
    join(projectRoot, 'test-breaks'),
    words.filter((word) => word !== CHECK),
  )
  const copy = new BrokenCopy(findNode24())
  process.on('exit', () => copy.remove())
  const faults = isCheck ? new Map() : await faultsUnbroken(copy, breaks)
  /** @type {Row[]} */
  const rows = []
  for (const broken of breaks) {
    const began = performance.now()
    const verdict = await tried(copy, broken, isCheck, faults)
    const row = { broken, verdict, millis: performance.now() - began }
    rows.push(row)
    if (!isCheck || verdict.kind !== 'seen') console.log(lineOf(row))
  }
  console.log(summaryOf(rows))
  return rows.every(({ verdict }) => verdict.kind === 'seen') ? 0 : 1
})

/**
 * What is wrong with each file of tests where nothing is broken. Of a file of which every break names its
 * tests, no others are run.
 *
 * @param {BrokenCopy} copy
 * @param {readonly Break[]} breaks
 * @returns {Promise<ReadonlyMap<string, string>>} by path
 */
async function faultsUnbroken(copy, breaks) {
  /** @type {Map<string, string>} */
  const faults = new Map()
  const files = namesByTest(breaks)
  for (const [project, paths] of Map.groupBy(files.keys(), projectOf)) {
    console.log(`${paths.length} files of tests, unbroken (${project}) …`)
    const whole = paths.filter((path) => files.get(path)?.includes(undefined))
    const inPart = paths.filter((path) => !whole.includes(path))
    const names = [...new Set(inPart.flatMap((path) => files.get(path) ?? []))]
    for (const { chosen, named } of [
      { chosen: whole, named: undefined },
      { chosen: inPart, named: names.join('|') },
    ]) {
      if (chosen.length === 0) continue
      const report = await copy.run(chosen, named)
      for (const path of chosen) {
        const fault = faultOf(report, path)
        if (fault !== undefined) faults.set(path, fault)
      }
    }
  }
  return faults
}

/**
 * For each file of tests what its breaks name of it; `undefined` where one names nothing.
 *
 * @param {readonly Break[]} breaks
 * @returns {ReadonlyMap<string, readonly (string | undefined)[]>}
 */
function namesByTest(breaks) {
  const named = breaks.flatMap((one) => one.tests.map((test) => ({ test, name: one.named })))
  return new Map(
    [...Map.groupBy(named, ({ test }) => test)].map(([test, all]) => [
      test,
      all.map(({ name }) => name),
    ]),
  )
}

/**
 * @param {BrokenCopy} copy
 * @param {Break} broken
 * @param {boolean} isCheck whether it is enough that the patch applies
 * @param {ReadonlyMap<string, string>} faults
 * @returns {Promise<Verdict>}
 */
async function tried(copy, broken, isCheck, faults) {
  const fault = broken.tests.map((test) => faults.get(test)).find((one) => one !== undefined)
  if (fault !== undefined) return { kind: 'says-nothing', why: fault }
  const why = copy.apply(broken)
  if (why !== undefined) return { kind: 'stale', why }
  try {
    return isCheck
      ? { kind: 'seen', by: [] }
      : verdictOf(await copy.run(broken.tests, broken.named))
  } finally {
    copy.takeBack(broken)
  }
}
