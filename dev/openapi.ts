// `npm run openapi`: rewrites the descriptions of the API in docs/ from the manifest and the contract. A test compares them.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DESCRIPTIONS } from './openapi/descriptions.ts'

for (const [path, describe] of Object.entries(DESCRIPTIONS)) {
  writeFileSync(
    join(import.meta.dirname, '..', path),
    `${JSON.stringify(await describe(), null, 2)}\n`,
  )
  console.log(`wrote ${path}`)
}
process.exit() // what the functions import keeps running
