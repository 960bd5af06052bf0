// The packed client: what an app pays for it, and that its declarations need nothing but TypeScript.
import { spawnSync } from 'node:child_process'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PackedClient, installPackedClient } from '../../test/support/packed-client.ts'
import { bundledFor } from './package.ts'

const ROOT = join(import.meta.dirname, '../..')

describe('an app pays', () => {
  const bytesOf = async (program: string) => gzipSync(await bundledFor(ROOT, program)).length

  it('at most 6 KB for calls', async () => {
    const all = `export * as calls from './client/index.ts'`
    expect(await bytesOf(all)).toBeLessThanOrEqual(6 * 1024)
  })

  it('at most 15 KB for calls and watches', async () => {
    const all = `export * as calls from './client/index.ts'\nexport * as live from './client/live.ts'`
    expect(await bytesOf(all)).toBeLessThanOrEqual(15 * 1024)
  })
})

describe('the package', () => {
  let packed: PackedClient
  beforeAll(async () => {
    packed = await installPackedClient()
  })
  afterAll(() => packed.remove())

  /** What the compiler says of a program in the folder where the package is installed alone. */
  function compile(program: string, lib: string, moduleResolution: string, more = {}): string {
    writeFileSync(join(packed.folder, 'app.ts'), program)
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: false,
      noEmit: true,
      lib: lib.split(','),
      types: [],
      module: moduleResolution === 'bundler' ? 'esnext' : moduleResolution,
      moduleResolution,
      ...more,
    }
    const config = { compilerOptions, files: ['app.ts'] }
    writeFileSync(join(packed.folder, 'tsconfig.json'), JSON.stringify(config))
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc')
    return spawnSync(process.execPath, [tsc], { cwd: packed.folder, encoding: 'utf8' }).stdout
  }

  const program = (body: string) => `
    import { Offline, Refusal, createClient, fold, type Booking, type Slot } from '@availability-checker/client'
    import { createLive, type FirestoreSdk, type WatchedDay } from '@availability-checker/client/live'
    declare const firestore: FirestoreSdk
    const client = createClient({ functionsUrl: '', getIdToken: async () => undefined })
    const live = createLive(client, firestore)
    ${body}
  `
  const right = program(`
    export async function book(serviceId: string): Promise<Booking> {
      const { booking } = await client.call.createBooking({ serviceId, start: new Date() })
      return booking
    }
    export const stop = live.watchDays(
      { professionalId: '', serviceId: '', from: '2026-11-27', days: 7, timeZone: 'Europe/Berlin' },
      ({ data, state }) => {
        const days: readonly WatchedDay[] = data ?? []
        const first: Date | undefined = days[0]?.slots[0]?.mine?.holdExpiresAt
        return [state, first, fold('É')]
      },
    )
    export const alternativesOf = (error: unknown): readonly Slot[] =>
      error instanceof Refusal && error.reason === 'slot-taken' ? error.alternatives : []
    export const keyOf = (error: unknown) => (error instanceof Offline ? error.idempotencyKey : undefined)
  `)

  it.each([
    ['neither the DOM’s types nor Node’s', 'es2022', 'nodenext'],
    ['the DOM’s types', 'es2022,dom', 'bundler'],
  ])('compiles strictly in an app with %s', (_what, lib, resolution) => {
    expect(compile(right, lib, resolution)).toBe('')
  })

  it('is explained by a README whose code compiles, as one program', () => {
    for (const name of ['firebase']) packed.link(name)
    const readme = readFileSync(join(ROOT, 'client/README.md'), 'utf8')
    const blocks = [...readme.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code = '']) => code)
    expect(blocks.length).toBeGreaterThan(5)
    // What belongs to Firebase's own declarations is not ours to check.
    const said = compile(blocks.join('\n'), 'es2022,dom', 'bundler', { skipLibCheck: true })
    expect(said).toBe('')
  })

  it('tells the compiler what does not exist', () => {
    const wrong = program(`await client.call.createBooking({ servceId: 'x' })`)
    expect(compile(wrong, 'es2022', 'nodenext')).toContain('servceId')
  })

  it('names no other package, in no program and no declaration', () => {
    const folder = join(packed.folder, 'node_modules/@availability-checker/client')
    const files = globSync('**/*.{js,d.ts}', { cwd: folder })
    const named = files.flatMap((file) =>
      [
        ...readFileSync(join(folder, file), 'utf8').matchAll(
          /\b(?:from|import)\b\s*\(?["']([^"']+)/g,
        ),
      ]
        .map(([, name = '']) => name)
        .filter((name) => !/^\.\.?\//.test(name)),
    )
    expect(files).toContain('live.d.ts')
    expect(named).toEqual([])
  })
})
