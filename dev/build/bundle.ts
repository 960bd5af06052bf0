// One function's program: esbuild follows its imports and leaves out what is not used. What is imported when it is needed
// becomes files of its own, which a cold start does not read (docs/decisions/0012-bundles-in-chunks.md).
import { basename } from 'node:path'
import { type BuildOptions, build, type Metafile } from 'esbuild'
import { leanGoogle } from './lean-google.ts'
import { noticeOf } from './notice.ts'

/** The one package that is installed in the cloud instead of bundled: the platform starts it. */
export const FRAMEWORK = '@google-cloud/functions-framework'

export interface Bundle {
  /** The program by file name; `index.js` is where it starts. */
  readonly code: Readonly<Record<string, Uint8Array>>
  /** The licences of all packages in it. */
  readonly notice: string
  /** The source maps by file name. */
  readonly maps: Readonly<Record<string, Uint8Array>>
  /** What is read at the start: `index.js` and the files that it imports in any case. */
  readonly startBytes: number
  /** The packages read at the start with their bytes, the largest first; our own code is named `us`. */
  readonly packages: readonly (readonly [name: string, bytes: number])[]
}

/** The name under which a function's file exports it: `create-booking` is `createBooking`. */
export const exportNameOf = (name: string): string =>
  name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** What packages written for CommonJS expect to be there. */
const COMMONJS = [
  `import { createRequire } from 'node:module'`,
  `const require = createRequire(import.meta.url)`,
  `const { dirname: __dirname, filename: __filename } = import.meta`,
].join(';')

/** How programs of functions are bundled, wherever they will run. */
export const PROGRAM = {
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  banner: { js: COMMONJS },
  target: 'node22',
  mainFields: ['module', 'main'],
  conditions: ['module'],
  external: [FRAMEWORK],
  plugins: [leanGoogle],
  keepNames: true,
  logLevel: 'silent',
} as const satisfies BuildOptions

/**
 * Bundles `functions/<room>/<name>.ts` below `root`. The same sources give the same bytes in any
 * folder: every path in them is relative to `root`. Throws on esbuild's errors and
 * warnings, where it carries a package whose licence nobody has read, and where a package would have
 * no names in it.
 */
export const bundleFunction = async (root: string, name: string, room: string): Promise<Bundle> => {
  const exportName = exportNameOf(name)
  const { outputFiles, metafile, warnings } = await build({
    ...PROGRAM,
    absWorkingDir: root,
    stdin: {
      contents: [
        `import { ${exportName} } from './functions/${room}/${name}.ts'`,
        `import { serve } from './shared/runtime/edge/serve.ts'`,
        `serve(${exportName})`,
      ].join('\n'),
      resolveDir: root,
      sourcefile: `${name}.entry.ts`,
      loader: 'ts',
    },
    outdir: `dist/${name}`,
    entryNames: 'index',
    write: false,
    metafile: true,
    // Paths of packages stand in the bundle: a linked node_modules must not put its own place there.
    preserveSymlinks: true,
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    sourcemap: 'linked',
  })
  const [warning] = warnings
  if (warning) throw new Error(`${warning.location?.file ?? name}: ${warning.text}`)
  refuseNameless(metafile)
  const filesOf = (suffix: string): Record<string, Uint8Array> =>
    Object.fromEntries(
      outputFiles
        .filter(({ path }) => path.endsWith(suffix))
        .map(({ path, contents }) => [basename(path), contents]),
    )
  const read = readAtStart(metafile, `dist/${name}/index.js`)
  return {
    code: filesOf('.js'),
    notice: noticeOf(root, metafile),
    maps: filesOf('.js.map'),
    startBytes: read.reduce((sum, { bytes }) => sum + bytes, 0),
    packages: packagesOf(read),
  }
}

/**
 * A package that is written for CommonJS and imported when it is needed has no names in a bundle, whatever it has outside of one:
 * what is taken of it would be undefined where it is deployed, and nowhere else. A file of our own that imports it has them.
 */
function refuseNameless({ inputs }: Metafile): void {
  for (const [from, { imports }] of Object.entries(inputs)) {
    if (from.includes('node_modules/')) continue
    const nameless = imports.find(
      ({ path, kind }) => kind === 'dynamic-import' && inputs[path]?.format === 'cjs',
    )
    if (nameless)
      throw new Error(
        `${from} imports ${nameless.original ?? nameless.path} when it is needed, which is CommonJS: let it import a file of ours that does`,
      )
  }
}

type Output = Metafile['outputs'][string]

/** The file and all that it imports in any case. */
const readAtStart = ({ outputs }: Metafile, start: string): Output[] => {
  const paths = new Set([start])
  // A set goes on with what is added to it while it is walked through.
  for (const path of paths)
    for (const { path: imported, kind, external } of outputs[path]?.imports ?? [])
      if (kind === 'import-statement' && !external) paths.add(imported)
  return [...paths].flatMap((path) => outputs[path] ?? [])
}

const packagesOf = (outputs: readonly Output[]): [string, number][] => {
  const bytes = new Map<string, number>()
  for (const { inputs } of outputs) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? 'us'
      bytes.set(name, (bytes.get(name) ?? 0) + bytesInOutput)
    }
  }
  return [...bytes].sort(([, a], [, b]) => b - a)
}
