// The package of the client, ready for `npm pack`: programs, declarations, its README and licence.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { build } from 'esbuild'
import { declarationsOf } from './declarations.ts'

/** What the package is entered by. */
const DOORS = ['index', 'live'] as const

/** The programs by their names; what both doors lead to is a file that they share. */
async function bundle(root: string): Promise<Readonly<Record<string, string>>> {
  const { outputFiles, warnings } = await build({
    absWorkingDir: root,
    entryPoints: DOORS.map((door) => `client/${door}.ts`),
    outdir: 'dist/client',
    bundle: true,
    splitting: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    target: 'es2020',
    chunkNames: 'shared-[hash]',
    legalComments: 'none',
    logLevel: 'silent',
  })
  const [warning] = warnings
  if (warning) throw new Error(`${warning.location?.file ?? 'client'}: ${warning.text}`)
  return Object.fromEntries(outputFiles.map(({ path, text }) => [basename(path), text]))
}

/** Writes the package into a folder, and returns the names of its files. */
export async function buildPackage(root: string, folder: string): Promise<readonly string[]> {
  const files = { ...(await bundle(root)), ...declarationsOf(root, DOORS) }
  rmSync(folder, { recursive: true, force: true })
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  for (const name of ['package.json', 'README.md'])
    cpSync(join(root, 'client', name), join(folder, name))
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'))
  return Object.keys(files)
}

/** What an app that imports this pays, minified. */
export async function bundledFor(root: string, program: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: { contents: program, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2020',
  })
  const [file] = outputFiles
  if (!file) throw new Error('esbuild made nothing')
  return file.contents
}
