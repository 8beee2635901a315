// `npm run bench`: every figure beside its peer or its limit, in one run.
import { ensureDependencies } from './dependencies.js'
import { runProgram } from './failure.js'
import { findNode24, runTypeScript } from './node-24.js'

await runProgram(async () => {
  await ensureDependencies()
  return runTypeScript(findNode24(), 'bench/main.ts', process.argv.slice(2))
})
