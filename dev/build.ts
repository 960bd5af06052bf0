// `npm run build`: one small archive per function of the manifest, ready to upload.
import { join } from 'node:path'
import { manifest } from '../functions/manifest.ts'
import { buildFunctions, type Built } from './build/functions.ts'

/** A start above this size names its largest packages: every cold start reads all of it. */
const LARGE_KB = 1024

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

try {
  for (const built of await buildFunctions(join(import.meta.dirname, '..'), manifest)) {
    console.log(describe(built))
  }
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error)
  console.error(`The functions could not be built: ${reason}`)
  process.exitCode = 1
}
