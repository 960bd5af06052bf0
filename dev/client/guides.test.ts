// The guides' TypeScript compiles, each page as one program: against the client, Firebase's and React Native Firebase's own typings.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { programOf, readGuide } from '../../test/support/guides.ts'

const ROOT = join(import.meta.dirname, '../..')
const PAGES = [
  'apps',
  'consume-changes',
  'errors',
  'professionals',
  'react-native',
  'server-to-server',
  'time-zones',
  'web',
]
/** React Native itself is not installed: what the pages use of it. */
const PLATFORM = `
  declare module 'react-native' { export const Platform: { readonly OS: 'ios' | 'android' } }
  declare const __DEV__: boolean
`

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'guides-'))
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }')
  writeFileSync(join(folder, 'platform.d.ts'), PLATFORM)
  const compilerOptions = {
    strict: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    // What belongs to Firebase's own declarations is not ours to check.
    skipLibCheck: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    target: 'es2023',
    lib: ['es2023', 'dom', 'dom.iterable'],
    types: ['node'],
    module: 'esnext',
    moduleResolution: 'bundler',
    paths: {
      '@availability-checker/client': [join(ROOT, 'client/index.ts')],
      '@availability-checker/client/live': [join(ROOT, 'client/live.ts')],
    },
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What the compiler says of these programs. */
function compile(programs: Readonly<Record<string, string>>): string {
  for (const [name, program] of Object.entries(programs))
    writeFileSync(join(folder, `${name}.ts`), `${program}\nexport {}\n`)
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc')
  return spawnSync(process.execPath, [tsc], { cwd: folder, encoding: 'utf8' }).stdout
}

it('compiles what the guides say', () => {
  const programs = PAGES.map((page) => [page, programOf(readGuide(page), ['ts'])] as const)
  expect(programs.filter(([, program]) => program.length < 200)).toEqual([])
  expect(compile(Object.fromEntries(programs))).toBe('')
})

it('would tell of a name that is none', () => {
  const said = compile({
    wrong: programOf(readGuide('web'), ['ts']).replace('watchDays', 'watchWeek'),
  })
  expect(said).toContain('watchWeek')
})
