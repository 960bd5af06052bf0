// `npm run openapi`: rewrites the descriptions of the API in docs/ from the manifest and the contract. A test compares them.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from './command/run.ts'

await runCommand(
  {
    name: 'npm run openapi',
    does:
      'Rewrites docs/openapi*.json, docs/asyncapi.json and docs/documents.json from functions/manifest.ts, the schemas in shared/contract and their words in shared/contract/described. ' +
      'And docs/reference and the drawings from these. Run it after a change of a request or an answer.',
    examples: [['npm run openapi', 'after a field was added to an answer']],
  },
  async () => {
    const { DESCRIPTIONS } = await import('./openapi/descriptions.ts')
    for (const [path, describe] of Object.entries(DESCRIPTIONS)) {
      const text = JSON.stringify(await describe(), null, 2)
      writeFileSync(join(import.meta.dirname, '..', path), `${text}\n`)
      console.log(`wrote ${path}`)
    }
    const { writeReference } = await import('./site/reference/write.ts')
    writeReference((path) => console.log(`wrote ${path}`))
  },
)
