// Six suites: `unit` and `pages` beside the code, `integration` against the real local stack, `e2e` and `web` through whole
// processes and a browser, `tidy` over the sources. Of `e2e` and `web` the main paths run by default; TEST_E2E=1 runs them whole. In
// the long run (TEST_LONG=1) `unit`, `integration` and `e2e` are the files that have a long form, and test/long, which has no short one.
import { defineConfig } from 'vitest/config'
import { isLong } from './test/support/long.ts'
import { withLongForm } from './test/support/with-long-form.ts'

const filesOf = (pattern: string): string[] => (isLong ? withLongForm(pattern) : [pattern])

/** Whether e2e and web run whole: `npm run test:e2e`. */
const isWhole = process.env['TEST_E2E'] === '1'

export default defineConfig({
  test: {
    pool: 'forks',
    // One more than the two processors of a small machine: tests wait for others' processes a fifth of their time.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: 'unit',
          include: filesOf(
            '{shared,functions,client,dev,bench,test/support,test/deployment}/**/*.test.ts',
          ),
          // Pure code keeps nothing: files share a process, and load what they import once.
          isolate: false,
          testTimeout: isLong ? 300_000 : 20_000,
        },
      },
      // Those of the app share words and a language that a page sets, so each file has a process of its own.
      { test: { name: 'pages', include: ['web/**/*.test.ts'], testTimeout: 20_000 } },
      {
        test: {
          name: 'integration',
          // With the main one of the whole paths, beside the parts that run already.
          include: [
            ...filesOf('test/{integration,rules,chaos}/**/*.test.ts'),
            ...(isLong || isWhole ? [] : ['test/e2e/tour.test.ts']),
            ...(isLong ? ['test/long/**/*.test.ts'] : []),
          ],
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: isLong || isWhole ? filesOf('test/e2e/**/*.test.ts') : [],
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'web',
          include: [isWhole ? 'test/web/**/*.test.ts' : 'test/web/main-paths.test.ts'],
          // The Auth emulator serves browsers in one project alone, so that all share its topics.
          fileParallelism: false,
          // A browser on a busy machine: what it breaks is tried once more, is told, and then fails.
          retry: 1,
          globalSetup: ['test/support/global-setup.ts', 'test/support/build-web.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'tidy',
          include: ['test/tidy/**/*.test.ts'],
          testTimeout: 30_000,
          // V8 as it is in Node 24 may abort the process where it optimises a large grammar of tree-sitter (nodejs/node issue 63421).
          execArgv: ['--liftoff-only'],
        },
      },
    ],
  },
})
