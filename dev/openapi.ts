// `npm run openapi`: rewrites docs/openapi.json from the manifest and the schemas of its functions. A test compares them.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeApi } from './openapi/describe.ts'

const path = join(import.meta.dirname, '../docs/openapi.json')
writeFileSync(path, `${JSON.stringify(await describeApi(), null, 2)}\n`)
console.log(`wrote ${path}`)
