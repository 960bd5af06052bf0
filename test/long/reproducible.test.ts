// The same sources give the same archives on every machine: in other folders, under another umask and in another time zone.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { manifest } from '../../functions/manifest.ts'

const root = join(import.meta.dirname, '../..')
const PARTS = [
  'dev',
  'functions',
  'migrations',
  'shared',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
]
const BUILD_MILLIS = 180_000

/** One function of each room, since all of them take a minute. */
const some = Object.fromEntries(
  Object.entries(manifest)
    .toReversed()
    .map(([name, { room }]) => [room, [name, { room }] as const]),
)
const built = Object.fromEntries(Object.values(some))

/** What `npm run build` does, in the folder where it runs. */
const SCRIPT = `
  import { buildFunctions } from './dev/build/functions.ts'
  import { buildMigration } from './dev/build/migration.ts'
  await buildFunctions(process.cwd(), ${JSON.stringify(built)})
  await buildMigration(process.cwd())
`

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

/** A checkout of its own, built; returns its `dist`. */
const build = async (deep: string, umask: string, zone: string): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'checkout-'))
  folders.push(folder)
  const checkout = join(folder, deep)
  for (const part of PARTS) cpSync(join(root, part), join(checkout, part), { recursive: true })
  chmodSync(join(checkout, 'package.json'), umask === '077' ? 0o600 : 0o644)
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'))
  const command = `umask ${umask} && exec "$0" --input-type=module --eval "$1"`
  const child = spawn('sh', ['-c', command, process.execPath, SCRIPT], {
    cwd: checkout,
    env: { PATH: process.env['PATH'], TZ: zone },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  expect(await once(child, 'exit')).toEqual([0, null])
  return join(checkout, 'dist')
}

const uploads = (dist: string): string[] =>
  readdirSync(dist).filter((name) => /\.(zip|cjs|json|txt)$/.test(name))

describe('two checkouts', () => {
  it(
    'build the same bytes',
    async () => {
      const here = await build('here', '022', 'UTC')
      const there = await build('a/folder/far/away', '077', 'Asia/Tokyo')
      expect(uploads(there)).toEqual(uploads(here))
      expect(uploads(here)).toHaveLength(Object.keys(built).length + 3)
      const differing = uploads(here).filter(
        (name) => !readFileSync(join(here, name)).equals(readFileSync(join(there, name))),
      )
      expect(differing).toEqual([])

      // The migration job is one file: the licences of what it carries stand at its end.
      const [program = ''] = uploads(here).filter((name) => name.endsWith('.cjs'))
      expect(readFileSync(join(here, program), 'utf8')).toMatch(/\npg \d+\.\d+\.\d+ \(MIT\)\n/)

      // What is uploaded is whole: the program, a package.json without scripts, its lock and its notice, the map beside it.
      const sources = JSON.parse(readFileSync(join(here, 'sources.tfvars.json'), 'utf8')) as {
        readonly sources: Readonly<Record<string, string>>
      }
      expect(Object.keys(sources.sources).toSorted()).toEqual(Object.keys(built).toSorted())
      for (const [name, archive] of Object.entries(sources.sources)) {
        const files = unzipSync(readFileSync(join(here, archive)))
        const whole = ['NOTICE', 'index.js', 'package-lock.json', 'package.json']
        expect(Object.keys(files)).toEqual(expect.arrayContaining(whole))
        expect(Object.keys(files).filter((file) => !/\.(js|json)$|^NOTICE$/.test(file))).toEqual([])
        const description: unknown = JSON.parse(new TextDecoder().decode(files['package.json']))
        expect(description).not.toHaveProperty('scripts')
        expect(readdirSync(join(here, name))).toContain('index.js.map')
      }
    },
    2 * BUILD_MILLIS,
  )
})
