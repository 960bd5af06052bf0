// `npm run reference`, which `npm run openapi` runs too: rewrites docs/reference and the drawings from the contract and
// docs/openapi.json. A test compares them.
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
    const { writeReference } = await import('./site/reference/write.ts')
    writeReference((path) => console.log(`wrote ${path}`))
  },
)
