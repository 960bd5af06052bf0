// `npm run openapi`: rewrites docs/openapi.json from the manifest and the schemas of its functions. A test compares them.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from './command/run.ts'

await runCommand(
  {
    name: 'npm run openapi',
    does:
      'Rewrites docs/openapi.json from functions/manifest.ts and the schemas in shared/contract. Run it after a change of a request ' +
      'or an answer.',
    examples: [['npm run openapi', 'after a field was added to an answer']],
  },
  async () => {
    const { describeApi } = await import('./openapi/describe.ts')
    const path = 'docs/openapi.json'
    const text = JSON.stringify(await describeApi(), null, 2)
    writeFileSync(join(import.meta.dirname, '..', path), `${text}\n`)
    console.log(`wrote ${path}`)
  },
)
