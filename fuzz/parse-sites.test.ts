// Whether every place where outside bytes are read is one that some target comes to, and whether
// docs/fuzzing.md names every target. Parsers are found by marks in the text of the code: one that bears
// none of them is not seen.
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { execPath } from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { homes } from './homes.ts'
import { parseSites } from './parse-sites.ts'

const OUTPUT_BYTES = 2 ** 24
const FLAGS = ['--no-opt', '--no-maglev', '--disable-warning=ExperimentalWarning']

/** Files that no target comes to, and why none does. */
const unreached: Readonly<Record<string, string>> = {
  'packages/desk-ui/src/api/desk-wire.ts':
    'what the desk says to its own page, from the same machine',
  'packages/desk-ui/src/fields/behind-story.tsx':
    'what the page itself has written a moment before',
  'packages/desk/src/http/app.ts': 'a token of the page, which is compared whole',
  'packages/desk/src/services/edition-contents.ts': 'random bytes of the desk’s own',
}

test('every parser is reached by the seeds of a target, or is named here with a reason', async () => {
  const program = fileURLToPath(new URL('reach.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(execPath, [...FLAGS, program], {
    maxBuffer: OUTPUT_BYTES,
  })
  const reached = new Set(
    (JSON.parse(stdout) as [site: number, target: string][]).map(([at]) => at),
  )
  const lacking = parseSites().filter((_, index) => !reached.has(index))
  const unnamed = lacking.filter(({ path }) => !Object.hasOwn(unreached, path))
  expect(unnamed.map(({ path, line }) => `${path}:${line}`)).toEqual([])
  // Nor is any named that need not be.
  const paths = new Set(lacking.map(({ path }) => path))
  expect(Object.keys(unreached).filter((path) => !paths.has(path))).toEqual([])
})

test('docs/fuzzing.md says of every target what it reads, and of no other', async () => {
  const text = await readFile(new URL('../docs/fuzzing.md', import.meta.url), 'utf8')
  const rows = text.split('\n').filter((line) => line.startsWith('| `'))
  const named = rows.flatMap((row) => {
    const [, cell = ''] = row.split('|')
    return [...cell.matchAll(/`([a-z0-9-]+)`/gu)].map(([, name]) => name)
  })
  expect(named.toSorted()).toEqual(homes.flatMap(({ names }) => names).toSorted())
})
