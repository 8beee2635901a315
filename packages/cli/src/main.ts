#!/usr/bin/env node
// `cronista`: what newsrooms and everybody else run in a terminal. Ends with 0, 1 or 2 (see --help).
import { exitCodes } from './report.ts'
import { runCronista } from './run-cronista.ts'

const { stdin: input, stdout: out, stderr: err } = process
try {
  process.exitCode = await runCronista(process.argv.slice(2), process.env, { input, out, err })
} catch (error) {
  console.error(error)
  process.exitCode = exitCodes.unchecked
}
