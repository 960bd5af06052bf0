// `npm run reference`, which `npm run openapi` runs too: rewrites docs/reference and the drawings from the contract and
// docs/openapi.json. A test compares them.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runCommand } from './command/run.ts'

await runCommand(
  {
    name: 'npm run reference',
    does: 'Rewrites docs/reference and docs/drawings from the contract and docs/openapi.json.',
    examples: [
      ['npm run reference', 'after a change of a reason, a status, a document or a message'],
    ],
  },
  async () => {
    const [{ makeReference }, { ROOT }] = await Promise.all([
      import('./site/reference/all.ts'),
      import('./site/tree.ts'),
    ])
    for (const [path, text] of Object.entries(makeReference())) {
      mkdirSync(dirname(join(ROOT, path)), { recursive: true })
      writeFileSync(join(ROOT, path), text)
      console.log(`wrote ${path}`)
    }
  },
)
