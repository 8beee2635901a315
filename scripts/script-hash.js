// `npm run script-hash`: what the reader script's bytes are when it is built here.
import { ensureDependencies } from './dependencies.js'
import { runProgram } from './failure.js'
import { findNode24, runTypeScript } from './node-24.js'

await runProgram(async () => {
  await ensureDependencies()
  return runTypeScript(findNode24(), 'packages/testbed/src/script-hash.ts', process.argv.slice(2))
})
