import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { afterEach, describe, expect, test } from 'vitest'
import config from '../.dependency-cruiser.mjs'
import { projectRoot } from './project-root.js'

const PACKAGES = ['protocol', 'newsroom', 'relay', 'reader', 'press', 'desk', 'desk-ui', 'testbed']
const EMPTY = 'export {}\n'

/** Files of a tree, by path. */
type Tree = Record<string, string>

/** For each rule the smallest tree that breaks it. */
const WRONG: Record<string, Tree> = {
  'protocol-imports': { 'packages/protocol/src/wrong.ts': "import '@cronista/newsroom'" },
  'guard-imports': { 'packages/guard/src/wrong.ts': "import '@cronista/protocol'" },
  'newsroom-imports': { 'packages/newsroom/src/wrong.ts': "import '@cronista/protocol'" },
  'relay-imports': {
    'packages/relay/src/wrong.ts': "import type { Story } from '@cronista/newsroom'",
  },
  'reader-imports': { 'packages/reader/src/wrong.ts': "import '@cronista/newsroom'" },
  'press-imports': { 'packages/press/src/wrong.ts': "import '@cronista/desk'" },
  'desk-imports': { 'packages/desk/src/wrong.ts': "import '@cronista/relay'" },
  'desk-ui-imports': { 'packages/desk-ui/src/wrong.ts': "import '@cronista/protocol'" },
  'cli-imports': { 'packages/cli/src/wrong.ts': "import '@cronista/newsroom'" },
  'desk-api-is-shapes': {
    'packages/desk/src/http/api.ts': "import '../vault.ts'",
    'packages/desk/src/vault.ts': EMPTY,
  },
  'desk-ui-api-of-the-desk': {
    'packages/desk-ui/src/wrong.ts': "import type { Desk } from '@cronista/desk'",
  },
  'no-deep-imports': {
    'e2e/wrong.ts': "import '../packages/relay/src/domain/inside.ts'",
    'packages/relay/src/domain/inside.ts': EMPTY,
  },
  'no-relative-imports-across': {
    'packages/relay/src/wrong.ts': "import '../../protocol/src/index.ts'",
  },
  'nothing-imports-the-testbed': {
    'packages/guard/src/wrong.ts': "import '@cronista/testbed'",
  },
  'domain-knows-nobody': {
    'packages/desk/src/domain/wrong.ts': "import '../ports/clock.ts'",
    'packages/desk/src/ports/clock.ts': EMPTY,
  },
  'domain-does-no-io': { 'packages/relay/src/domain/wrong.ts': "import 'node:fs'" },
  'ports-know-the-domain': {
    'packages/relay/src/ports/wrong.ts': "import '../adapters/memory/log.ts'",
    'packages/relay/src/adapters/memory/log.ts': EMPTY,
  },
  'adapters-face-ports': {
    'packages/relay/src/adapters/memory/wrong.ts': "import '../../http/app.ts'",
    'packages/relay/src/http/app.ts': EMPTY,
  },
  'http-faces-ports': {
    'packages/desk/src/http/wrong.ts': "import '../adapters/sqlite/journal.ts'",
    'packages/desk/src/adapters/sqlite/journal.ts': EMPTY,
  },
  'only-main-constructs': {
    'packages/desk/src/collector.ts': "import './adapters/sqlite/journal.ts'",
    'packages/desk/src/adapters/sqlite/journal.ts': EMPTY,
  },
  'tests-stay-tests': {
    'packages/relay/src/wrong.ts': "import './ports/log.contract.ts'",
    'packages/relay/src/ports/log.contract.ts': EMPTY,
  },
  'pure-packages-do-no-io': { 'packages/protocol/src/wrong.ts': "import 'node:fs'" },
  'no-cycles': {
    'packages/press/src/hen.ts': "import './egg.ts'",
    'packages/press/src/egg.ts': "import './hen.ts'",
  },
  resolvable: { 'packages/press/src/wrong.ts': "import './nowhere.ts'" },
  declared: {
    'packages/press/src/wrong.ts': "import 'undeclared'",
    'node_modules/undeclared/package.json': '{ "name": "undeclared", "main": "index.js" }',
    'node_modules/undeclared/index.js': '',
  },
}

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** Names of the rules that a tree of the real packages' manifests and these files breaks. */
async function brokenRules(files: Tree): Promise<string[]> {
  const root = mkdtempSync(join(tmpdir(), 'cronista-boundaries-'))
  folders.push(root)
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  write('package.json', '{ "name": "tree", "type": "module", "workspaces": ["packages/*"] }')
  write('e2e/index.ts', EMPTY)
  mkdirSync(join(root, 'node_modules/@cronista'), { recursive: true })
  for (const name of PACKAGES) {
    write(`packages/${name}/src/index.ts`, EMPTY)
    cpSync(
      join(projectRoot, 'packages', name, 'package.json'),
      join(root, 'packages', name, 'package.json'),
    )
    symlinkSync(join(root, 'packages', name), join(root, 'node_modules/@cronista', name))
  }
  write('packages/desk/src/http/api.ts', EMPTY)
  for (const [path, text] of Object.entries(files)) write(path, text)

  const { output } = await cruise(['packages', 'e2e'], {
    ...config.options,
    baseDir: root,
    ruleSet: { forbidden: config.forbidden ?? [] },
    validate: true,
  })
  return (output as ICruiseResult).summary.violations.map(({ rule }) => rule.name)
}

describe('the import table', () => {
  test('has a wrong tree for each of its rules', () => {
    const names = (config.forbidden ?? []).map(({ name }) => name)
    expect(Object.keys(WRONG).sort()).toEqual(names.sort())
  })

  test('accepts what it allows', async () => {
    const right: Tree = {
      'packages/relay/src/domain/intake.ts': "import '@cronista/protocol'",
      'packages/relay/src/ports/log.ts': "import '../domain/intake.ts'",
      'packages/relay/src/adapters/memory/log.ts': "import 'node:fs'; import '../../ports/log.ts'",
      'packages/relay/src/http/app.ts':
        "import '../ports/log.ts'; import '@cronista/protocol/http'",
      'packages/relay/src/main.ts': "import './adapters/memory/log.ts'; import './http/app.ts'",
      'packages/protocol/src/http.ts': EMPTY,
      'packages/desk-ui/src/page.ts': "import type { Answer } from '@cronista/desk/api'",
      'packages/testbed/src/boot.ts': "import '@cronista/relay'; import '@cronista/desk'",
      'e2e/journey.ts': "import '@cronista/testbed'",
    }
    expect(await brokenRules(right)).toEqual([])
  })

  test.each(Object.entries(WRONG))('%s is found', async (rule, files) => {
    expect(await brokenRules(files)).toContain(rule)
  })
})
