// `npm run client`: rewrites the client's types from the contract, and builds the package in dist/client, ready to pack.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from './command/run.ts'

await runCommand(
  {
    name: 'npm run client',
    does:
      'Rewrites client/types.ts and client/functions.ts from the contract, and builds the package in dist/client, ready to pack. Run ' +
      'it after a change of a request, an answer or a document.',
    examples: [['npm run client && npm pack ./dist/client', 'makes a tarball that an app can add']],
  },
  async () => {
    const root = join(import.meta.dirname, '..')
    const { describeClient } = await import('./client/describe.ts')
    const { buildPackage } = await import('./client/package.ts')
    for (const [path, text] of Object.entries(await describeClient()))
      writeFileSync(join(root, path), text)
    const names = await buildPackage(root, join(root, 'dist/client'))
    console.log(
      `dist/client: ${names.length} files; npm pack ./dist/client makes a tarball of them.`,
    )
  },
)
