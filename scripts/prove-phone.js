// `npm run prove:phone`: what profiles of readers and contributors keep, compared and searched. Takes a
// browser and a number of pairs (`-- firefox 3`), and goes on where it was stopped. `-- blind` asks the same of
// Chromium's compiled code, with no debugger attached; it takes a number of rounds.
import { ensureDependencies } from './dependencies.js'
import { runProgram } from './failure.js'
import { findNode24, runTypeScript } from './node-24.js'
import { ensureSystemPrograms } from './system-programs.js'

await runProgram(async () => {
  ensureSystemPrograms(['chromium', 'firefox', 'xdotool', 'xvfb'])
  await ensureDependencies()
  const [what = '', ...others] = process.argv.slice(2)
  return what === 'blind'
    ? runTypeScript(findNode24(), 'e2e/phone/blind.ts', others)
    : runTypeScript(findNode24(), 'e2e/phone/prove.ts', process.argv.slice(2))
})
