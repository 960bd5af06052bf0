// What is deployed of other people's code: pinned, whole, of licences that we may pass on, with nothing that runs when it is installed.
// Whether somebody has reported a fault of it since, the lock cannot tell: docs/attacks.md says who asks, and when.
import { describe, expect, it } from 'vitest'
import { files } from './files.ts'

interface Package {
  readonly dev?: boolean
  readonly devOptional?: boolean
  readonly integrity?: string
  readonly hasInstallScript?: boolean
  readonly deprecated?: string
  readonly license?: string
}

const textOf = (path: string) => files.find((file) => file.path === path)?.text ?? '{}'

const { packages } = JSON.parse(textOf('package-lock.json')) as {
  readonly packages: Readonly<Record<string, Package>>
}
const manifest = JSON.parse(textOf('package.json')) as {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
  readonly allowScripts: Readonly<Record<string, boolean>>
}

/** Licences whose text beside the code is all that they ask for. */
const LICENCES =
  /^(MIT|MIT-0|ISC|Apache-2\.0|BSD|BSD-2-Clause|BSD-3-Clause|0BSD|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-3\.0|\(MIT OR CC0-1\.0\))$/

/** Says its licence in a file alone: MIT. */
const UNSAID: readonly string[] = ['node_modules/limiter']

const deployed = Object.entries(packages).filter(
  ([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true,
)
const where = (isWrong: (one: Package) => boolean) =>
  deployed.filter(([, one]) => isWrong(one)).map(([path]) => path)

describe('what is deployed of others', () => {
  it('is asked for by one version each', () => {
    const asked = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  })

  it('is what was tested, by its hash', () => {
    expect(deployed.length).toBeGreaterThan(100)
    expect(where(({ integrity }) => !integrity?.startsWith('sha512-'))).toEqual([])
  })

  it('runs nothing when it is installed', () => {
    const scripted = where(({ hasInstallScript }) => hasInstallScript === true)
    const names = scripted.map((path) => path.replace(/^.*node_modules\//, ''))
    expect(names.filter((name) => manifest.allowScripts[name] !== false)).toEqual([])
  })

  it('was given up by nobody', () => {
    expect(where(({ deprecated }) => deprecated !== undefined)).toEqual([])
  })

  it('may be passed on with its licence', () => {
    const unclear = where(({ license }) => !LICENCES.test(license ?? ''))
    expect(unclear.filter((path) => !UNSAID.includes(path))).toEqual([])
  })
})
