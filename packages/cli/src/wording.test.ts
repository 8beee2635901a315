import { describe, expect, test } from 'vitest'
import { allCommands } from './commands/all-commands.ts'
import { wordingIn } from './wording.ts'

const allOptions = allCommands.flatMap(({ options }) =>
  Object.keys(options).map((name) => `--${name}`),
)

describe.each(['es', 'en'] as const)('a wrong argument, in %s', (language) => {
  const { errors, help } = wordingIn(language)
  const said = errors['arguments-malformed']

  test('comes with what it has to be, whichever it is', () => {
    const options = new Set(
      allCommands.flatMap((command) =>
        Object.entries(command.options).flatMap(([name, { type }]) =>
          type === 'string' ? [`--${name}`] : [],
        ),
      ),
    )
    expect(options.size).toBeGreaterThan(6)
    for (const option of options)
      if (option !== '--host') expect(said(option)).toMatch(/: --[a-z-]+ \(.{6,}\)\. /u)
    for (const option of help.match(/--[a-z-]+/gu) ?? [])
      expect(['--language', ...allOptions]).toContain(option)
    expect(said('URL')).toContain('(')
    expect(said('site.example/es/')).toContain('https://')
  })

  test('that does not exist comes as it is', () => {
    for (const argument of ['--colour', 'publish'])
      expect(said(argument)).toContain(`: ${argument}. `)
  })
})
