// Builds the whole site into a folder: the pages by VitePress, the API page beside them, and the descriptions for programs.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build as bundle } from 'esbuild'
import { build } from 'vitepress'
import { PUBLISHED } from './links.ts'
import { takeRenderer } from './renderer.ts'
import { readTree, ROOT } from './tree.ts'

const SITE = import.meta.dirname

/** @param folder is emptied first */
export async function buildSite(folder: string): Promise<void> {
  await build(SITE, { outDir: folder })
  for (const file of readTree().files)
    if (PUBLISHED.test(file)) cpSync(join(ROOT, file), join(folder, basename(file)))
  cpSync(join(ROOT, 'docs/pictures/two-screens.webp'), join(folder, 'two-screens.webp'))
  const api = join(folder, 'api')
  mkdirSync(api, { recursive: true })
  for (const file of ['index.html', 'try.css', 'scheme.js'])
    cpSync(join(SITE, 'try', file), join(api, file))
  writeFileSync(join(api, 'renderer.js'), await takeRenderer())
  await bundle({
    entryPoints: [join(SITE, 'try/try.ts')],
    outfile: join(api, 'try.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    logLevel: 'error',
  })
}
