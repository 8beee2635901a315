import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseBreak, projectOf, readBreaks } from './break-patch.js'
import { faultOf, lineOf, summaryOf, verdictOf } from './break-verdict.js'
import { Failure } from './failure.js'
import { projectRoot } from './project-root.js'

const FOLDER = join(projectRoot, 'test-breaks')
const HEAD = 'Break: a lock is left open\nClaim: protocol.md §1\nTest: packages/a/a.test.ts\n'
const DIFF =
  '\ndiff --git a/a.ts b/a.ts\n--- a/a.ts\n+++ b/a.ts\n@@ -1 +1 @@\n-lock()\n+// Test: not this\n'
const broken = parseBreak('lock.patch', 'lock', HEAD + DIFF)

function report(status: string, ...assertionResults: (typeof failed)[]) {
  return { testResults: [{ name: '/copy/packages/a/a.test.ts', status, assertionResults }] }
}
const passed = { status: 'passed', fullName: 'a lock opens', failureMessages: [] }
const failed = {
  ...{ status: 'failed', fullName: 'a lock holds' },
  failureMessages: ['AssertionError: expected false to be true'],
}

describe('a patch', () => {
  test('says what it breaks, which claim that is, and which tests have to see it', () => {
    expect(broken).toEqual({
      ...{ name: 'lock', path: 'lock.patch', what: 'a lock is left open' },
      ...{ claim: 'protocol.md §1', tests: ['packages/a/a.test.ts'], broken: ['a.ts'] },
      named: undefined,
    })
    expect(parseBreak('', '', `${HEAD}Named: holds\n${DIFF}`).named).toBe('holds')
  })

  test.each([
    ['without a claim', HEAD.replace(/Claim.*\n/u, '') + DIFF],
    ['without a test', HEAD.replace(/Test.*\n/u, '') + DIFF],
    ['without a change', HEAD],
    ['with a line that says nothing', `${HEAD}To do: more\n${DIFF}`],
    ['with tests of two projects', `${HEAD}Test: e2e/a.test.ts\n${DIFF}`],
  ])('%s is none', (_, text) => {
    expect(() => parseBreak('lock.patch', 'lock', text)).toThrow(Failure)
  })

  test('of this project breaks what is no test, and names files of tests', () => {
    const breaks = readBreaks(FOLDER, [])
    expect(breaks).toHaveLength(readdirSync(FOLDER).length)
    for (const { tests, broken: files } of breaks) {
      for (const path of tests) expect(path).toMatch(/\.test\.tsx?$/u)
      for (const path of files) expect(path).not.toMatch(/\.(?:test|fixture|contract)\./u)
    }
  })

  test('is chosen by how its name begins', () => {
    const names = readBreaks(FOLDER, ['lease-']).map(({ name }) => name)
    expect(names.length).toBeGreaterThan(1)
    for (const name of names) expect(name).toMatch(/^lease-/u)
    expect(() => readBreaks(FOLDER, ['lease-', 'nobody'])).toThrow('nobody')
  })
})

test('a file of tests is run as the tests run it', () => {
  expect(
    ['e2e/journey.test.ts', 'packages/a/b.browser.test.tsx', 'packages/a/b.test.ts'].map(projectOf),
  ).toEqual(['e2e', 'chromium', 'node'])
})

describe('a break', () => {
  test('is seen if a test fails, and by nothing less', () => {
    expect(verdictOf(report('failed', passed, failed))).toEqual({
      kind: 'seen',
      by: ['a lock holds'],
    })
    expect(verdictOf(report('passed', passed))).toEqual({ kind: 'survived' })
    const late = { ...failed, failureMessages: ['Error: Test timed out in 180000ms.\n at a.ts'] }
    for (const nothing of [undefined, report('failed'), report('passed'), report('failed', late)])
      expect(verdictOf(nothing)).toMatchObject({ kind: 'says-nothing' })
  })

  test('says nothing where its tests fail unbroken, or do not run', () => {
    const path = 'packages/a/a.test.ts'
    expect(faultOf(report('passed', passed), path)).toBeUndefined()
    expect(faultOf(report('failed', failed), path)).toContain('a lock holds')
    expect(faultOf(report('failed'), path)).toContain(path)
    expect(faultOf(report('passed', passed), 'packages/a/b.test.ts')).toContain('did not run')
    expect(faultOf(undefined, path)).toContain('did not run')
  })

  test('that nobody saw, or whose patch does not fit, is told and counted', () => {
    const rows = [
      { broken, verdict: { kind: 'seen', by: ['a lock holds', 'another'] }, millis: 1 },
      { broken, verdict: { kind: 'survived' }, millis: 1 },
      { broken, verdict: { kind: 'stale', why: 'error: patch failed: a.ts:1' }, millis: 1 },
    ] as const
    expect(rows.map(lineOf).join('\n')).toMatch(
      /^seen .*lock: a lock is left open\n +by: a lock holds \(and 1 more\)\nSURVIVED [^]*STALE [^]*does not apply any more: error: patch failed: a\.ts:1$/u,
    )
    expect(summaryOf(rows)).toMatch(/SURVIVED: lock \(protocol\.md §1\)[^]*\n1 passed, 2 failed$/u)
  })
})
