// The tests of the gate are worth something only if they fail when a rule is missing. So they run again
// here, those of each rule once with the rule taken out of its module and once with each of its codes: in
// this run alone, as nothing in the gate itself can be switched off.
import { expect, test } from 'vitest'
import { createVitest, type TestModule, type Vite } from 'vitest/node'
import { gateCodes } from '../packages/newsroom/src/gate/finding.ts'
import { gateRules } from '../packages/newsroom/src/gate/judge.ts'
import { projectRoot } from './project-root.js'

const GATE = 'packages/newsroom/src/gate'
const WHOLE = 'the whole gate'

/** What is taken out of one rule: everything that it finds, or what it finds under one code. */
interface Mutation {
  readonly name: string
  /** The rule's function. */
  readonly rule: string
  readonly code?: string
}

const mutations = Object.entries(gateCodes).flatMap(([number, codes]): readonly Mutation[] => {
  const rule = gateRules[Number(number) as keyof typeof gateRules].name
  const whole = { name: `without rule ${number}`, rule }
  const each = codes.map((code) => ({ name: `without ${code}`, rule, code }))
  return each.length === 1 ? [whole] : [whole, ...each]
})

/** Where the rule is, without its ending. */
function pathOf({ rule }: Mutation): string {
  return `${GATE}/${rule.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`
}

/** Takes it out while the module is loaded, and notes that it did. Everything else is the same for all
 *  mutations, and is kept for the next under the plugin's name; the module itself never. */
function taking(mutation: Mutation, applied: Set<string>): Vite.Plugin {
  const { name, rule, code } = mutation
  const kept = code === undefined ? 'false' : `finding.code !== '${code}'`
  const declared = `export function ${rule}(`
  const isMutated = (id: string) => id.endsWith(`${pathOf(mutation)}.ts`)
  return {
    name: 'gate-mutation',
    enforce: 'pre',
    configureVitest: ({ defineCacheKeyGenerator }) => {
      defineCacheKeyGenerator(({ id }) => (isMutated(id) ? false : undefined))
    },
    transform(source, id) {
      if (!isMutated(id) || !source.includes(declared)) return undefined
      applied.add(name)
      const whole = source.replace(declared, 'function unchanged(')
      const left = `unchanged(subject).filter((finding) => ${kept})`
      return `${whole}\nexport function ${rule}(subject) { return ${left} }\n`
    },
  }
}

/** One project: these tests, with what the plugins do to what they test. */
function projectOf(name: string, tests: string, plugins: Vite.Plugin[]) {
  return { plugins, root: projectRoot, test: { name, include: [tests], isolate: false } }
}

test('with any rule of the gate taken out, or any code of one, a test of the gate fails', async () => {
  const applied = new Set<string>()
  const passed = new Map<string, boolean>()
  const noted = {
    onTestModuleEnd: (tested: TestModule) => {
      const { name } = tested.project
      passed.set(name, (passed.get(name) ?? true) && tested.ok())
    },
  }
  const projects = [
    projectOf(WHOLE, `${GATE}/*.test.ts`, []),
    ...mutations.map((mutation) =>
      projectOf(mutation.name, `${pathOf(mutation)}.test.ts`, [taking(mutation, applied)]),
    ),
  ]
  const vitest = await createVitest(
    { config: false, root: projectRoot, watch: false, reporters: [noted], maxWorkers: 2 },
    { test: { projects } },
  )
  try {
    await vitest.start()
  } finally {
    await vitest.close()
  }
  expect(vitest.state.getUnhandledErrors()).toEqual([])
  const names = mutations.map(({ name }) => name)
  expect([...applied].toSorted()).toEqual(names.toSorted())
  expect(Object.fromEntries(passed)).toEqual({
    [WHOLE]: true,
    ...Object.fromEntries(names.map((name) => [name, false])),
  })
})
