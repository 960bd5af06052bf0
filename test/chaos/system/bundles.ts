// The programs of functions for processes of their own: bundled as dev/build/bundle.ts does for the cloud, but all at once, so that they
// share their chunks and are ready in seconds.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { PROGRAM, exportNameOf } from '../../../dev/build/bundle.ts'
import { type FunctionName, manifest } from '../../../functions/manifest.ts'

const ROOT = join(import.meta.dirname, '../../..')

/** Bundles them below `folder`: each has a folder of its name that functions-framework can be started in. */
export async function bundle(folder: string, names: readonly FunctionName[]): Promise<void> {
  const entries = join(folder, 'entries')
  mkdirSync(entries, { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  for (const name of names) {
    const file = join(ROOT, `functions/${manifest[name].room}/${name}.ts`)
    const lines = [
      `import { ${exportNameOf(name)} } from '${file}'`,
      `import { serve } from '${join(ROOT, 'shared/runtime/edge/serve.ts')}'`,
      `serve(${exportNameOf(name)})`,
    ]
    writeFileSync(join(entries, `${name}.ts`), lines.join('\n'))
  }
  await build({
    ...PROGRAM,
    absWorkingDir: ROOT,
    entryPoints: Object.fromEntries(
      names.map((name) => [`${name}/index`, join(entries, `${name}.ts`)]),
    ),
    outdir: folder,
  })
  for (const name of names) {
    const description = { name, private: true, type: 'module', main: 'index.js' }
    writeFileSync(join(folder, name, 'package.json'), JSON.stringify(description))
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
}
