// The optional packages that a lock names but does not describe.

/** What is read of package-lock.json, lockfileVersion 3. The keys are paths: `node_modules/a/node_modules/b`. */
export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>
}

export interface LockedPackage {
  readonly version?: string
  readonly integrity?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly cpu?: readonly string[]
  readonly dev?: boolean
  readonly devOptional?: boolean
  readonly peer?: boolean
  readonly libc?: readonly string[]
  readonly optional?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly os?: readonly string[]
}

/** Where a package runs, as its name tells: `@oxlint/binding-linux-arm64-musl`. */
const MACHINE =
  /\b(?<os>aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)-(?<cpu>arm64|arm|x64|ia32|ppc64|riscv64|s390x|loong64)(?:-(?<abi>gnu|musl)\w*)?/

const LIBC: Readonly<Record<string, string>> = { gnu: 'glibc', musl: 'musl' }

/** The entries to add, by their keys: optional dependencies that have none, at the top of the tree. */
export const missingFrom = ({ packages }: Lock): Record<string, LockedPackage> =>
  Object.fromEntries(
    Object.entries(packages).flatMap(([from, { optionalDependencies = {}, dev = false }]) =>
      Object.entries(optionalDependencies)
        .filter(([name]) => placeOf(packages, from, name) === undefined)
        .map(([name, version]) => [`node_modules/${name}`, toEntry(name, version, dev)]),
    ),
  )

/** Where Node finds a package that another asks for: below that one, beside it, then further up. */
export const placeOf = (
  packages: Lock['packages'],
  from: string,
  name: string,
): string | undefined => {
  const place = `${from}${from && '/'}node_modules/${name}`
  if (place in packages) return place
  if (from === '') return undefined
  return placeOf(packages, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name)
}

const toEntry = (name: string, version: string, dev: boolean): LockedPackage => {
  const { os, cpu, abi = '' } = MACHINE.exec(name)?.groups ?? {}
  const libc = LIBC[abi]
  return {
    version,
    ...(cpu !== undefined && { cpu: [cpu] }),
    ...(dev && { dev }),
    ...(libc !== undefined && { libc: [libc] }),
    optional: true,
    ...(os !== undefined && { os: [os] }),
  }
}
