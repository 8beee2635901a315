import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from './project-root.js'
import { countTests, summary } from './test-report.js'

const passing = {
  numPassedTests: 2,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
}

test('tests are counted as the runner counts them', () => {
  expect(countTests(passing, 0)).toEqual({ passed: 2, failed: 0, skipped: 1, failures: [] })
})

test('a file that breaks before its tests is a failure', () => {
  const broken = {
    ...passing,
    testResults: [...passing.testResults, { status: 'failed', assertionResults: [] }],
  }
  expect(countTests(broken, 1).failed).toBe(1)
})

test('a failed test is counted once, not once more for its file', () => {
  const failing = {
    ...passing,
    numFailedTests: 1,
    testResults: [{ status: 'failed', assertionResults: [{ status: 'failed' }] }],
  }
  expect(countTests(failing, 1).failed).toBe(1)
})

test('what failed is named before the table', () => {
  const name = join(projectRoot, 'packages/press/src/feed.test.ts')
  const failing = {
    ...passing,
    testResults: [
      {
        ...{ name, status: 'failed' },
        assertionResults: [
          { status: 'passed', fullName: 'a feed is read' },
          { status: 'failed', fullName: 'a feed is written', failureMessages: ['Error: no\nat x'] },
        ],
      },
      { name, status: 'failed', message: 'no such file\nat y', assertionResults: [] },
    ],
  }
  const outcome = countTests(failing, 1)
  expect(
    summary([{ name: 'unit', shows: '', millis: 1, outcome }])
      .split('\n')
      .slice(0, 2),
  ).toEqual([
    '  unit: packages/press/src/feed.test.ts › a feed is written: Error: no',
    '  unit: packages/press/src/feed.test.ts › the file: no such file',
  ])
})

test('a runner that fails without a failed test, says nothing or runs nothing has failed', () => {
  expect(countTests(passing, 1).failed).toBe(1)
  expect(countTests(undefined, 0).failed).toBe(1)
  expect(countTests({ ...passing, numPassedTests: 0 }, 0).failed).toBe(1)
})

test('the last line of the summary is the count, and a check counts as one', () => {
  const text = summary([
    { name: 'types', shows: '', millis: 1, outcome: { passed: 1, failed: 0, skipped: 0 } },
    { name: 'unit', shows: '', millis: 1, outcome: { passed: 7, failed: 2, skipped: 0 } },
  ])
  expect(text.split('\n').at(-1)).toBe('8 passed, 2 failed')
})
