// `npm run dev` loads the sources in Node itself, where a package in CommonJS has only the names that Node finds in its text.
// Test runner and bundler both find more, so neither tells.
import { execFileSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

it('loads every production module in plain Node', () => {
  const modules = globSync('{shared,functions}/**/*.ts', { cwd: ROOT })
    .filter((path) => !path.endsWith('.test.ts'))
    .map((path) => pathToFileURL(join(ROOT, path)).href)
  expect(modules.length).toBeGreaterThan(100)
  const program = `
    const failed = []
    for (const url of ${JSON.stringify(modules)})
      await import(url).catch((error) => failed.push(url + ': ' + error.message))
    console.log(JSON.stringify(failed))
    process.exit()`
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
  })
  expect(JSON.parse(printed)).toEqual([])
})
