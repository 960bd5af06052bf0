// The lock file of an archive: what npm installs from it is what the whole lock says.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { cutLock } from './cut.ts'
import type { Lock } from './missing.ts'

const known = { version: '1.0.0', integrity: 'sha512-x' }
const archive = { name: 'create-booking', dependencies: { framework: '1.0.0' } }

/** The places that a cut lock has, the archive's own first. */
const placesIn = (packages: Lock['packages']): string[] =>
  Object.keys((cutLock({ packages }, archive) as Lock).packages)

describe('the cut', () => {
  it('keeps what is reached, at the place where it is found, and nothing else', () => {
    const packages = {
      'node_modules/framework': { ...known, dependencies: { web: '^1.0.0' } },
      'node_modules/web': { ...known, optionalDependencies: { quick: '^2.0.0' } },
      'node_modules/web/node_modules/quick': {
        ...known,
        peerDependencies: { absent: '*', web: '1' },
      },
      'node_modules/quick': known,
      'node_modules/tests': { ...known, dev: true },
    }
    expect(placesIn(packages)).toEqual([
      '',
      'node_modules/framework',
      'node_modules/web',
      'node_modules/web/node_modules/quick',
    ])
  })

  it('forgets how the whole lock came to a package', () => {
    const packages = { 'node_modules/framework': { ...known, dev: true, peer: true } }
    expect(cutLock({ packages }, archive)).toMatchObject({
      packages: { '': archive, 'node_modules/framework': known },
    })
    expect(JSON.stringify(cutLock({ packages }, archive))).not.toMatch(/"(dev|peer)"/)
  })

  it('names what the whole lock lacks, and who asks for it', () => {
    const packages = { 'node_modules/framework': { ...known, dependencies: { web: '^1.0.0' } } }
    expect(() => placesIn(packages)).toThrow('does not hold web, which node_modules/framework')
    expect(() => placesIn({})).toThrow('does not hold framework, which create-booking')
  })

  it('refuses a package that is not known by its hash', () => {
    const packages = { 'node_modules/framework': { version: '1.0.0' } }
    expect(() => placesIn(packages)).toThrow('the hash of node_modules/framework')
  })
})

describe('the framework, cut out of our lock', () => {
  const folders: string[] = []
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
  })

  it('is whole for npm', () => {
    const text = readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8')
    const whole = JSON.parse(text) as Lock
    const framework = '@google-cloud/functions-framework'
    const { version = '' } = whole.packages[`node_modules/${framework}`] ?? {}
    const description = { name: 'create-booking', dependencies: { [framework]: version } }
    const folder = mkdtempSync(join(tmpdir(), 'lock-'))
    folders.push(folder)
    writeFileSync(join(folder, 'package.json'), JSON.stringify(description))
    const lock = cutLock(whole, description) as Lock
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock))
    // npm ends with 1, and this throws, where a package is missing or of another version than somebody asks for.
    const listed = execFileSync('npm', ['ls', '--package-lock-only', '--all', '--parseable'], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect(listed).toContain('node_modules/express')
    expect(Object.keys(lock.packages).length).toBeGreaterThan(100)
  })
})
