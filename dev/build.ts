// `npm run build`: one small archive per function of the manifest, the migration job's program, ready to upload, and the web app.
import { join } from 'node:path'
import { oneOf } from './command/option.ts'
import { runCommand } from './command/run.ts'
import type { Built } from './build/functions.ts'

/** A start above this size names its largest packages: every cold start reads all of it. */
const LARGE_KB = 1024

const ROOT = join(import.meta.dirname, '..')

const kb = (bytes: number): number => Math.round(bytes / 1024)

const describe = ({ name, startBytes, archiveBytes, archiveName, packages }: Built): string => {
  const hash = archiveName.slice(name.length + 1, -'.zip'.length)
  const line = `${name}: start ${kb(startBytes)} KB, zip ${kb(archiveBytes)} KB, ${hash}`
  if (kb(startBytes) <= LARGE_KB) return line
  const largest = packages
    .slice(0, 3)
    .map(([packageName, bytes]) => `${packageName} ${kb(bytes)} KB`)
  return `${line} (large: ${largest.join(', ')})`
}

async function buildBackend(): Promise<void> {
  const { manifest } = await import('../functions/manifest.ts')
  const { buildFunctions } = await import('./build/functions.ts')
  const { buildMigration } = await import('./build/migration.ts')
  for (const built of await buildFunctions(ROOT, manifest)) console.log(describe(built))
  console.log(`migrations: ${await buildMigration(ROOT)}`)
}

async function buildWeb(): Promise<void> {
  const { build } = await import('vite')
  await build({ configFile: join(ROOT, 'web/vite.config.ts') })
}

await runCommand(
  {
    name: 'npm run build',
    does:
      'Builds what is deployed into dist/: one archive per function of the manifest, the program of the migration job, and the web ' +
      'app in dist/web. The same sources make the same bytes.',
    options: {
      only: oneOf(['functions', 'web'], 'a part of it; functions with the migration job'),
    },
    examples: [
      ['npm run build', 'everything'],
      ['npm run build -- --only web', 'the web app alone'],
    ],
  },
  async ({ only }) => {
    try {
      if (only !== 'web') await buildBackend()
      if (only !== 'functions') await buildWeb()
    } catch (cause) {
      throw new Error('The build failed', { cause })
    }
  },
)
