// `npm run fuzz`: every parser of outside bytes, ten million inputs unless told otherwise.
import { ensureDependencies } from './dependencies.js'
import { runProgram } from './failure.js'
import { findNode24, runTypeScript } from './node-24.js'

await runProgram(async () => {
  await ensureDependencies()
  return runTypeScript(findNode24(), 'fuzz/main.ts', process.argv.slice(2))
})
