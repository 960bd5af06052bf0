// `npm run catalogue`, after a change of functions/manifest.ts or of Terraform's variables: rewrites
// terraform/catalogue.auto.tfvars.json and the tables of terraform/README.md and docs/costs.md. A test compares them.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generate } from './catalogue/generated.ts'

const root = join(import.meta.dirname, '..')
for (const [path, text] of Object.entries(generate(root))) {
  writeFileSync(join(root, path), text)
  console.log(`wrote ${path}`)
}
