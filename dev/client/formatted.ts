// What a program has written, in the repository's own format.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const OXFMT = join(import.meta.dirname, '../../node_modules/.bin/oxfmt')

/** The text as `npm run format` would leave it at this path. */
export function formatted(path: string, text: string): string {
  const run = spawnSync(process.execPath, [OXFMT, `--stdin-filepath=${path}`], {
    input: text,
    encoding: 'utf8',
  })
  if (run.status !== 0) throw new Error(`oxfmt: ${run.error?.message ?? run.stderr}`)
  return run.stdout
}
