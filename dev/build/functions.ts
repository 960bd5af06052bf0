// All functions, bundled and zipped into `dist`, and the list of the zips for Terraform.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { archiveNameOf, toArchive } from './archive.ts'
import { bundleFunction, FRAMEWORK } from './bundle.ts'

export interface Built {
  readonly name: string
  /** What a cold start reads. */
  readonly startBytes: number
  readonly archiveBytes: number
  readonly archiveName: string
  readonly packages: readonly (readonly [name: string, bytes: number])[]
}

/**
 * Builds every function of the manifest below `root` into `<root>/dist`, which it empties first:
 * `<name>/` with `index.js`, the files that it imports, their maps and `package.json`,
 * `<name>-<hash>.zip` (without the maps, which would slow the cold start: they are kept beside, to
 * read a stack by) and `sources.tfvars.json`.
 */
export const buildFunctions = async (
  root: string,
  manifest: Readonly<Record<string, { readonly room: string }>>,
): Promise<Built[]> => {
  const dist = join(root, 'dist')
  rmSync(dist, { recursive: true, force: true })
  const version = frameworkVersion(root)
  const built = await Promise.all(
    Object.entries(manifest).map(async ([name, { room }]): Promise<Built> => {
      const { code, maps, startBytes, packages } = await bundleFunction(root, name, room)
      const deployed = { ...code, 'package.json': packageJson(name, version) }
      const archive = toArchive(deployed)
      const archiveName = archiveNameOf(name, archive)
      mkdirSync(join(dist, name), { recursive: true })
      for (const [file, contents] of Object.entries({ ...deployed, ...maps }))
        writeFileSync(join(dist, name, file), contents)
      writeFileSync(join(dist, archiveName), archive)
      return { name, startBytes, archiveBytes: archive.length, archiveName, packages }
    }),
  )
  const sources = Object.fromEntries(built.map(({ name, archiveName }) => [name, archiveName]))
  writeFileSync(join(dist, 'sources.tfvars.json'), toJson({ sources }))
  return built
}

/** No scripts: the buildpack would run one named `build`. */
const packageJson = (name: string, frameworkVersion: string): Uint8Array =>
  new TextEncoder().encode(
    toJson({
      name,
      private: true,
      type: 'module',
      main: 'index.js',
      dependencies: { [FRAMEWORK]: frameworkVersion },
    }),
  )

const frameworkVersion = (root: string): string => {
  const path = join(root, 'package-lock.json')
  const lock = JSON.parse(readFileSync(path, 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly version?: string }>>
  }
  const version = lock.packages[`node_modules/${FRAMEWORK}`]?.version
  if (version === undefined) throw new Error(`package-lock.json does not hold ${FRAMEWORK}.`)
  return version
}

const toJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
