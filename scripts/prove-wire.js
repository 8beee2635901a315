// `npm run prove:wire`: what a stranger on the line can tell of those who write. Goes on where it stopped.
import { ensureDependencies } from './dependencies.js'
import { runProgram } from './failure.js'
import { findNode24, runTypeScript } from './node-24.js'
import { ensureSystemPrograms } from './system-programs.js'

await runProgram(async () => {
  await ensureDependencies()
  ensureSystemPrograms(['chromium', 'firefox', 'openssl', 'scikit-learn'])
  return runTypeScript(findNode24(), 'e2e/wire/main.ts', process.argv.slice(2))
})
