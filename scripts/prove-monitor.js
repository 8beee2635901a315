// `npm run prove:monitor`: `cronista monitor` through a real Tor network of this machine's own. Takes
// minutes, most of which Tor's authorities wait for one another.
import { ensureDependencies } from './dependencies.js'
import { runProgram } from './failure.js'
import { findNode24, runTypeScript } from './node-24.js'
import { ensureSystemPrograms } from './system-programs.js'

await runProgram(async () => {
  await ensureDependencies()
  ensureSystemPrograms(['tor'])
  return runTypeScript(findNode24(), 'node_modules/vitest/vitest.mjs', [
    ...['run', '--project', 'proofs', ...process.argv.slice(2)],
  ])
})
