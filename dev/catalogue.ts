// `npm run catalogue`, after a change of functions/manifest.ts or of Terraform's variables: rewrites what follows from them. A test
// compares them.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from './command/run.ts'

await runCommand(
  {
    name: 'npm run catalogue',
    does:
      'Rewrites what follows from functions/manifest.ts and from the variables of Terraform: terraform/catalogue.auto.tfvars.json ' +
      'and the tables of terraform/README.md and docs/costs.md. Run it after a change of either.',
    examples: [['npm run catalogue', 'after a function was added']],
  },
  async () => {
    const { generate } = await import('./catalogue/generated.ts')
    const root = join(import.meta.dirname, '..')
    for (const [path, text] of Object.entries(generate(root))) {
      writeFileSync(join(root, path), text)
      console.log(`wrote ${path}`)
    }
  },
)
