// All functions, bundled and zipped into `dist`, and the list of the zips for Terraform.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cutLock } from '../lock/cut.ts'
import type { Lock } from '../lock/missing.ts'
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
 * `<name>/` with `index.js`, the files that it imports, their maps, `package.json` and its lock, and
 * the licences of what they carry, `<name>-<hash>.zip` (without the maps, which would slow the cold start: they are kept beside, to
 * read a stack by) and `sources.tfvars.json`.
 */
export const buildFunctions = async (
  root: string,
  manifest: Readonly<Record<string, { readonly room: string }>>,
): Promise<Built[]> => {
  const dist = join(root, 'dist')
  rmSync(dist, { recursive: true, force: true })
  // npm's own format; what is not as it should be is named when it is read.
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock
  const built = await Promise.all(
    Object.entries(manifest).map(async ([name, { room }]): Promise<Built> => {
      const { code, notice, maps, startBytes, packages } = await bundleFunction(root, name, room)
      const deployed = { ...code, ...installed(name, lock), NOTICE: encode(notice) }
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

/**
 * What npm installs in the cloud: the framework, and what it needs, as it was tested: a build of today and one of a rollback
 * next year install the same. No scripts: the buildpack would run one named `build`.
 */
const installed = (name: string, lock: Lock): Record<string, Uint8Array> => {
  const version = lock.packages[`node_modules/${FRAMEWORK}`]?.version
  if (version === undefined) throw new Error(`package-lock.json does not hold ${FRAMEWORK}.`)
  const description = { name, dependencies: { [FRAMEWORK]: version } }
  return {
    'package.json': encode(
      toJson({
        name,
        private: true,
        type: 'module',
        main: 'index.js',
        dependencies: description.dependencies,
      }),
    ),
    'package-lock.json': encode(toJson(cutLock(lock, description))),
  }
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

const toJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
