// docs/errors.md lists every code of every package, and no other.
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { deskErrorCodes, rosterChangeReasons } from '@cronista/desk'
import { deskProblemCodes, deskWarningCodes } from '@cronista/desk/api'
import { newsroomErrorCodes } from '@cronista/newsroom'
import { pressErrorCodes } from '@cronista/press'
import { protocolErrorCodes } from '@cronista/protocol'
import { relayProblemCodes } from '@cronista/protocol/http'
import { relayErrorCodes } from '@cronista/relay'
import { testbedErrorCodes } from './testbed-error.ts'

const answered: readonly string[] = [...deskProblemCodes, ...deskWarningCodes]

const sections: Readonly<Record<string, readonly string[]>> = {
  protocol: protocolErrorCodes,
  'relay, in its answers': relayProblemCodes,
  'relay, to its operator': relayErrorCodes,
  'desk, in its answers to its page': deskProblemCodes,
  'desk, as warnings while it runs': deskWarningCodes,
  'desk, to whoever starts it': deskErrorCodes.filter((code) => !answered.includes(code)),
  'desk, why a roster that two people make is refused': rosterChangeReasons,
  newsroom: newsroomErrorCodes,
  press: pressErrorCodes,
  'testbed: what keeps `npm start` from starting': testbedErrorCodes,
}

describe('docs/errors.md', () => {
  test.each(Object.entries(sections))('lists the codes of: %s', async (title, codes) => {
    const page = await readFile(new URL('../../../docs/errors.md', import.meta.url), 'utf8')
    const section = page.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? ''
    const listed = [...section.matchAll(/^\| `(?<code>[a-z0-9-]+)` \|/gmu)].map(
      ({ groups }) => groups?.['code'],
    )
    expect(listed).toEqual([...codes].sort())
  })
})
