// `npm run examples`: records docs/examples.json anew, on the real stack with a fixed clock and fixed ids. A test does the same
// and compares.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { runCommand } from './command/run.ts'

const ROOT = join(import.meta.dirname, '..')

await runCommand(
  {
    name: 'npm run examples',
    does:
      'Records docs/examples.json anew: every function, and every reason for which one refuses, asked of the real stack. ' +
      'Run `npm run openapi` after it, which puts the examples into the descriptions.',
    examples: [['npm run examples', 'after a function answers something else']],
  },
  () =>
    new Promise((resolve) => {
      const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs')
      const options = ['run', '--project', 'integration', 'test/integration/examples.test.ts']
      const child = spawn(process.execPath, [vitest, ...options], {
        cwd: ROOT,
        stdio: 'inherit',
        env: { ...process.env, RECORD_EXAMPLES: '1' },
      })
      child.once('close', (code) => {
        process.exitCode = code ?? 1
        resolve()
      })
    }),
)
