// `npm run client`: rewrites the client's types from the contract, and builds the package in dist/client, ready to pack.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeClient } from './client/describe.ts'
import { buildPackage } from './client/package.ts'

const root = join(import.meta.dirname, '..')

try {
  for (const [path, text] of Object.entries(await describeClient()))
    writeFileSync(join(root, path), text)
  const names = await buildPackage(root, join(root, 'dist/client'))
  console.log(`dist/client: ${names.length} files; npm pack ./dist/client makes a tarball of them.`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
process.exit() // what the functions import keeps running
