// Which test files have a long form: those that import long.ts. The long run is these, so that nobody keeps a list of them.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

/** The test files of a pattern that look longer where they are asked to, as paths from the root. */
export function withLongForm(pattern: string): string[] {
  return globSync(pattern, { cwd: ROOT, exclude: ['**/node_modules/**'] })
    .filter((path) => /from '[./\w-]*\/long\.ts'/.test(readFileSync(join(ROOT, path), 'utf8')))
    .map((path) => path.replaceAll('\\', '/'))
}
