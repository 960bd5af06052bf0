// `npm run dev`, for any Node: says in a sentence what would be a stack trace, else goes on in main.ts.
import { join } from 'node:path'
import { lackOfNode } from './needs/node.mjs'

const lack = lackOfNode(process.versions.node, join(import.meta.dirname ?? '.', '..'))
if (lack === undefined) await import('./main.ts')
else {
  process.stderr.write(`${lack}\n`)
  process.exitCode = 1
}
