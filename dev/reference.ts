// `npm run reference`, which `npm run openapi` runs too: rewrites docs/reference and the drawing of the statuses from the
// contract and docs/openapi.json. A test compares them.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makeReference } from './site/reference/all.ts'
import { ROOT } from './site/tree.ts'

for (const [path, text] of Object.entries(makeReference())) {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true })
  writeFileSync(join(ROOT, path), text)
  console.log(`wrote ${path}`)
}
