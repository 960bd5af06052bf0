// Three suites: `unit` beside the code, `integration` against the real local stack, `tidy` over the sources. In the long run
// (TEST_LONG=1) the first two are the files that have a long form.
import { defineConfig } from 'vitest/config'
import { isLong } from './test/support/long.ts'
import { withLongForm } from './test/support/with-long-form.ts'

const filesOf = (pattern: string): string[] => (isLong ? withLongForm(pattern) : [pattern])

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: filesOf(
            '{shared,functions,client,dev,web,test/support,test/deployment}/**/*.test.ts',
          ),
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: filesOf('test/{integration,e2e,rules}/**/*.test.ts'),
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'web',
          // The main paths by default; all of it by `npm run test:e2e`.
          include: [
            process.env['TEST_E2E'] ? 'test/web/**/*.test.ts' : 'test/web/main-paths.test.ts',
          ],
          // The Auth emulator serves browsers in one project alone, so that all share its topics.
          fileParallelism: false,
          // A browser on a busy machine: what it breaks is tried once more, is told, and then fails.
          retry: 1,
          globalSetup: ['test/support/global-setup.ts', 'test/support/build-web.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      { test: { name: 'tidy', include: ['test/tidy/**/*.test.ts'], testTimeout: 30_000 } },
    ],
  },
})
