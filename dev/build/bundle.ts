// One function's program as one file: esbuild follows its imports and leaves out what is not used.
import { build, type Metafile } from 'esbuild'

/** The one package that is installed in the cloud instead of bundled: the platform starts it. */
export const FRAMEWORK = '@google-cloud/functions-framework'

export interface Bundle {
  readonly code: Uint8Array
  readonly map: Uint8Array
  /** The packages in it with their bytes, the largest first; our own code is named `us`. */
  readonly packages: readonly (readonly [name: string, bytes: number])[]
}

/** The name under which a function's file exports it: `create-booking` is `createBooking`. */
export const exportNameOf = (name: string): string =>
  name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/**
 * Bundles `functions/<room>/<name>.ts` below `root`. The same sources give the same bytes in any
 * folder: every path in them is relative to `root`. Throws on esbuild's errors and warnings.
 */
export const bundleFunction = async (root: string, name: string, room: string): Promise<Bundle> => {
  const exportName = exportNameOf(name)
  const { outputFiles, metafile, warnings } = await build({
    absWorkingDir: root,
    stdin: {
      contents: [
        `import { ${exportName} } from './functions/${room}/${name}.ts'`,
        `import { serve } from './shared/runtime/serve.ts'`,
        `serve(${exportName})`,
      ].join('\n'),
      resolveDir: root,
      sourcefile: `${name}.entry.ts`,
      loader: 'ts',
    },
    outfile: `dist/${name}/index.js`,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    mainFields: ['module', 'main'],
    conditions: ['module'],
    external: [FRAMEWORK],
    // Paths of packages stand in the bundle: a linked node_modules must not put its own place there.
    preserveSymlinks: true,
    minifySyntax: true,
    minifyWhitespace: true,
    keepNames: true,
    legalComments: 'none',
    sourcemap: 'linked',
    logLevel: 'silent',
  })
  const [warning] = warnings
  if (warning) throw new Error(`${warning.location?.file ?? name}: ${warning.text}`)
  const contentsOf = (suffix: string): Uint8Array => {
    const file = outputFiles.find(({ path }) => path.endsWith(suffix))
    if (!file) throw new Error(`esbuild made no ${suffix} for ${name}.`)
    return file.contents
  }
  return { code: contentsOf('.js'), map: contentsOf('.js.map'), packages: packagesOf(metafile) }
}

const packagesOf = (metafile: Metafile): [string, number][] => {
  const bytes = new Map<string, number>()
  for (const output of Object.values(metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(output.inputs)) {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? 'us'
      bytes.set(name, (bytes.get(name) ?? 0) + bytesInOutput)
    }
  }
  return [...bytes].sort(([, a], [, b]) => b - a)
}
