// The archives of two small functions, built in folders of their own.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterEach, describe, expect, it } from 'vitest'
import { buildFunctions } from './functions.ts'

const manifest = { 'create-booking': { room: 'commands' }, 'get-slots': { room: 'queries' } }

const sources = {
  'package-lock.json': JSON.stringify({
    packages: {
      'node_modules/@google-cloud/functions-framework': {
        version: '1.2.3',
        integrity: 'sha512-framework',
        dependencies: { web: '^4.5.0' },
      },
      'node_modules/web': { version: '4.5.6', integrity: 'sha512-web' },
      'node_modules/tests': { version: '7.8.9', integrity: 'sha512-tests', dev: true },
    },
  }),
  'shared/runtime/edge/serve.ts': 'export const serve = (value: unknown) => console.log(value)',
  'functions/commands/create-booking.ts': `export const createBooking = 'booked'`,
  'functions/queries/get-slots.ts': `export const getSlots: string = 'free'`,
}

const folders: string[] = []

const repository = (changed: Readonly<Record<string, string>> = {}): string => {
  const root = mkdtempSync(join(tmpdir(), 'build-'))
  folders.push(root)
  for (const [path, text] of Object.entries({ ...sources, ...changed })) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

const archivesOf = async (root: string): Promise<string[]> =>
  (await buildFunctions(root, manifest)).map(({ archiveName }) => archiveName)

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

describe('building the functions', () => {
  it('gives the same archives in every folder', async () => {
    expect(await archivesOf(repository())).toEqual(await archivesOf(repository()))
  })

  it('renames the archive of the function that changed, and no other', async () => {
    const [booking, slots] = await archivesOf(repository())
    const changed = {
      'functions/commands/create-booking.ts': `export const createBooking = 'gone'`,
    }
    const [bookingThen, slotsThen] = await archivesOf(repository(changed))
    expect(bookingThen).not.toBe(booking)
    expect(slotsThen).toBe(slots)
  })

  /** The files of the first archive by name, as text. */
  const firstOf = async (root: string): Promise<Record<string, string>> => {
    const [name = ''] = await archivesOf(root)
    expect(name).toMatch(/^create-booking-[0-9a-f]{16}\.zip$/)
    const files = unzipSync(readFileSync(join(root, 'dist', name)))
    const decoder = new TextDecoder()
    return Object.fromEntries(Object.entries(files).map(([file, b]) => [file, decoder.decode(b)]))
  }

  it('packs the program, a package.json without scripts, its lock, its notice, and nothing else', async () => {
    const files = await firstOf(repository())
    expect(Object.keys(files)).toEqual(['NOTICE', 'index.js', 'package-lock.json', 'package.json'])
    expect(JSON.parse(files['package.json'] ?? '')).toEqual({
      name: 'create-booking',
      private: true,
      type: 'module',
      main: 'index.js',
      dependencies: { '@google-cloud/functions-framework': '1.2.3' },
    })
  })

  it('locks all that is installed beside the program, by version and hash', async () => {
    const files = await firstOf(repository())
    expect(JSON.parse(files['package-lock.json'] ?? '')).toMatchObject({
      lockfileVersion: 3,
      packages: {
        'node_modules/@google-cloud/functions-framework': { version: '1.2.3' },
        'node_modules/web': { version: '4.5.6', integrity: 'sha512-web' },
      },
    })
    expect(files['package-lock.json']).not.toContain('node_modules/tests')
  })

  it('ends where the lock does not say by which hash a package is known', async () => {
    const packages = { 'node_modules/@google-cloud/functions-framework': { version: '1.2.3' } }
    const changed = { 'package-lock.json': JSON.stringify({ packages }) }
    await expect(archivesOf(repository(changed))).rejects.toThrow('hash of node_modules/@google')
  })

  it('refuse what would have no names where it is deployed: CommonJS that is imported when it is needed', async () => {
    const changed = {
      'functions/commands/create-booking.ts': `export const createBooking = async () => (await import('parts')).book`,
      'node_modules/parts/package.json': '{"name":"parts","version":"1.0.0","license":"MIT"}',
      'node_modules/parts/index.js': `exports.book = 'booked'`,
    }
    await expect(archivesOf(repository(changed))).rejects.toThrow(
      'functions/commands/create-booking.ts imports parts when it is needed',
    )
  })

  describe('with a package in the bundle', () => {
    const withLicence = (license: object): Record<string, string> => ({
      'functions/commands/create-booking.ts': `export { createBooking } from 'parts'`,
      'node_modules/parts/package.json': JSON.stringify({
        name: 'parts',
        version: '3.2.1',
        main: 'index.js',
        ...license,
      }),
      'node_modules/parts/index.js': `export const createBooking = 'booked'`,
      'node_modules/parts/LICENSE': 'Copyright of the parts\n',
    })

    it('ships its licence', async () => {
      const { NOTICE } = await firstOf(repository(withLicence({ license: 'MIT' })))
      expect(NOTICE).toBe('parts 3.2.1 (MIT)\n\nCopyright of the parts\n')
    })

    it('says the old list of licences, too', async () => {
      const old = { licenses: [{ type: 'MIT', url: 'https://example.com' }] }
      const { NOTICE } = await firstOf(repository(withLicence(old)))
      expect(NOTICE).toContain('parts 3.2.1 (MIT)')
    })

    it.each([{ license: 'AGPL-3.0-only' }, {}])(
      'ends at %j: nobody has read that',
      async (said) => {
        await expect(archivesOf(repository(withLicence(said)))).rejects.toThrow(
          'node_modules/parts: nobody has read its licence',
        )
      },
    )
  })

  it('puts what is imported when it is needed into a file of its own', async () => {
    const root = repository({
      'functions/queries/get-slots.ts': `export const getSlots = () => import('../../shared/late.ts')`,
      'shared/late.ts': `export const late = 'needed seldom'`,
    })
    const [, slots = ''] = await archivesOf(root)
    const files = unzipSync(readFileSync(join(root, 'dist', slots)))
    const holding = Object.keys(files).filter((file) =>
      new TextDecoder().decode(files[file]).includes('needed seldom'),
    )
    expect(holding).toHaveLength(1)
    expect(holding).not.toContain('index.js')
  })

  it('tells Terraform the name of every archive', async () => {
    const root = repository()
    const [booking, slots] = await archivesOf(root)
    const told: unknown = JSON.parse(readFileSync(join(root, 'dist/sources.tfvars.json'), 'utf8'))
    expect(told).toEqual({ sources: { 'create-booking': booking, 'get-slots': slots } })
  })

  it('removes what an earlier build left', async () => {
    const root = repository({ 'dist/old-0123456789abcdef.zip': 'old' })
    await archivesOf(root)
    expect(readdirSync(join(root, 'dist'))).not.toContain('old-0123456789abcdef.zip')
  })

  it('names the file of an import that leads nowhere', async () => {
    const changed = { 'functions/queries/get-slots.ts': `export * from './gone.ts'` }
    await expect(archivesOf(repository(changed))).rejects.toThrow('get-slots.ts')
  })
})
