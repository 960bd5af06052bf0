// `npm run client`: rewrites the client's types from the contract, and builds the package in dist/client, ready to pack.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeClient } from './client/describe.ts'

const root = join(import.meta.dirname, '..')

for (const [path, text] of Object.entries(await describeClient()))
  writeFileSync(join(root, path), text)
process.exit() // what the functions import keeps running
