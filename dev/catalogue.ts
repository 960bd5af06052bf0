// `npm run catalogue`: rewrites terraform/catalogue.auto.tfvars.json from the manifest, and the tables of terraform/README.md.
// A test compares them.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { manifest } from '../functions/manifest.ts'
import { toCatalogue, toTfvars } from './catalogue/catalogue.ts'
import { withTables } from './catalogue/readme.ts'

const terraform = join(import.meta.dirname, '../terraform')
const read = (path: string): string => readFileSync(join(terraform, path), 'utf8')

const catalogue = toCatalogue(manifest)
writeFileSync(join(terraform, 'catalogue.auto.tfvars.json'), toTfvars(catalogue))
const readme = withTables(read('README.md'), {
  catalogue,
  variables: read('variables.tf'),
  bootstrapVariables: read('bootstrap/variables.tf'),
  outputs: read('outputs.tf'),
})
writeFileSync(join(terraform, 'README.md'), readme)
console.log('wrote terraform/catalogue.auto.tfvars.json and the tables of terraform/README.md')
