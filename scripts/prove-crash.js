// `npm run prove:crash`: relay and desks are killed five hundred times under load. Goes on where it stopped.
import { ensureDependencies } from './dependencies.js'
import { runProgram } from './failure.js'
import { findNode24, runTypeScript } from './node-24.js'

await runProgram(async () => {
  await ensureDependencies()
  return runTypeScript(findNode24(), 'e2e/crash/main.ts', process.argv.slice(2))
})
