import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { cliErrorCodes } from './cli-error.ts'

test('docs/errors.md lists the codes of the command, and no other', async () => {
  const page = await readFile(new URL('../../../docs/errors.md', import.meta.url), 'utf8')
  const section = page.split('\n## the command `cronista`\n')[1]?.split('\n## ')[0] ?? ''
  const listed = [...section.matchAll(/^\| `(?<code>[a-z-]+)` \|/gmu)].map(
    ({ groups }) => groups?.['code'],
  )
  expect(listed).toEqual([...cliErrorCodes].sort())
})
