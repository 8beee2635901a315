// `npm start`: a whole newsroom on this machine. Needs no root and changes nothing outside its folder.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureDependencies, isWritable } from './dependencies.js'
import { Failure, runProgram } from './failure.js'
import { findNode24, runTypeScript } from './node-24.js'
import { projectRoot } from './project-root.js'

await runProgram(async () => {
  const state = join(projectRoot, '.cronista')
  if (!isWritable(existsSync(state) ? state : projectRoot))
    throw new Failure(
      `Cronista keeps its state in ${state}, and may not write there: copy it to a folder of yours.`,
    )
  await ensureDependencies()
  return runTypeScript(findNode24(), 'packages/testbed/src/start.ts', process.argv.slice(2))
})
