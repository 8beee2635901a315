// `npm run prove:phone`: what profiles of readers and contributors keep, compared and searched. Takes a
// browser and a number of pairs (`-- firefox 3`), and goes on where it was stopped.
import { ensureDependencies } from './dependencies.js'
import { runProgram } from './failure.js'
import { findNode24, runTypeScript } from './node-24.js'
import { ensureSystemPrograms } from './system-programs.js'

await runProgram(async () => {
  ensureSystemPrograms(['chromium', 'firefox', 'xdotool', 'xvfb'])
  await ensureDependencies()
  return runTypeScript(findNode24(), 'e2e/phone/prove.ts', process.argv.slice(2))
})
