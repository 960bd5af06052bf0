// Every file of the deployment that is made from the manifest and from Terraform's own files, with its text as it should be.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { manifest } from '../../functions/manifest.ts'
import { toCatalogue, toTfvars } from './catalogue.ts'
import { moneyTable, priceTable, restTable } from './costs.ts'
import { billTable, monthTable } from './month.ts'
import { readmeTables } from './readme.ts'
import { scaleTable } from './scale.ts'
import { withTables } from './table.ts'

/** Path from `root` to text. */
export const generate = (root: string): Readonly<Record<string, string>> => {
  const read = (path: string): string => readFileSync(join(root, path), 'utf8')
  const catalogue = toCatalogue(manifest)
  const tables = readmeTables({
    catalogue,
    variables: read('terraform/variables.tf'),
    bootstrapVariables: read('terraform/bootstrap/variables.tf'),
    outputs: read('terraform/outputs.tf'),
  })
  const sources = {
    variables: read('terraform/variables.tf'),
    functionModule: read('terraform/modules/function/main.tf'),
    edge: read('terraform/edge.tf'),
    dev: read('terraform/envs/dev.tfvars'),
    prod: read('terraform/envs/prod.tfvars'),
  }
  const costs = {
    'at rest': restTable(catalogue, sources),
    money: moneyTable(catalogue, sources),
    prices: priceTable(),
    bill: billTable(),
    month: monthTable(),
  }
  return {
    'terraform/catalogue.auto.tfvars.json': toTfvars(catalogue),
    'terraform/README.md': withTables(read('terraform/README.md'), tables),
    'docs/costs.md': withTables(read('docs/costs.md'), costs),
    'docs/scale.md': withTables(read('docs/scale.md'), { scale: scaleTable() }),
  }
}
