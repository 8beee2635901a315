import { availableParallelism } from 'node:os'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'

const CHROMIUM = process.env['CRONISTA_CHROMIUM'] ?? '/usr/bin/chromium'
const BROWSER_TESTS = '**/*.browser.test.{ts,tsx}'
const NOT_OURS = ['**/node_modules/**', '**/dist/**', 'artefacts/**']
/** Some files wait more than they work. */
const WORKERS = Math.max(2, availableParallelism() - 1)
const BUNDLED_FIRST = [
  '@tanstack/react-query',
  'fast-check',
  'prosemirror-commands',
  'prosemirror-keymap',
  'prosemirror-model',
  'prosemirror-state',
  'prosemirror-view',
  'react',
  'react-dom/client',
  'y-prosemirror',
  'yjs',
  'zod',
]

export default defineConfig({
  test: {
    // A run that finds no test has shown nothing.
    passWithNoTests: false,
    projects: [
      {
        test: {
          name: 'node',
          include: ['packages/**/*.test.{ts,tsx}', '{bench,scripts,test-vectors}/**/*.test.ts'],
          exclude: [...NOT_OURS, BROWSER_TESTS],
          // It ends what hangs: none comes near it, however much else the machine does.
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: WORKERS,
        },
      },
      {
        test: {
          name: 'fuzz',
          include: ['fuzz/**/*.test.ts'],
          exclude: NOT_OURS,
          // A thread of its own does the work: a machine that does other things lets it wait.
          testTimeout: 300_000,
        },
      },
      {
        // What takes minutes: `npm run prove:…`.
        test: { name: 'proofs', include: ['packages/**/*.proof.ts'], exclude: NOT_OURS },
      },
      {
        // Found only while tests run, they would be bundled then, and the page loaded anew under a test.
        optimizeDeps: { include: BUNDLED_FIRST },
        test: {
          name: 'chromium',
          include: [`packages/${BROWSER_TESTS}`],
          exclude: NOT_OURS,
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: CHROMIUM,
                args: [
                  '--no-sandbox',
                  '--disable-gpu',
                  '--disable-dev-shm-usage',
                  '--disable-background-networking',
                  '--disable-component-update',
                  '--no-first-run',
                ],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['e2e/found-once.ts'],
          exclude: NOT_OURS,
          // Journeys boot a whole newsroom and wait for its schedules, one after the other.
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
