// `npm run lock`, after every `npm install`: makes package-lock.json whole for `npm ci`.
//
// Programs such as oxlint come as one optional package per machine. A registry that carries only
// some of them makes npm leave the others out of the lock, and `npm ci` then refuses it
// ("Missing: … from lock file"). Their names and versions stand in the lock all the same.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from './command/run.ts'
import { missingFrom, type Lock } from './lock/missing.ts'

await runCommand(
  {
    name: 'npm run lock',
    does:
      'Adds the optional packages of other machines to package-lock.json, which npm leaves out where the registry does not carry ' +
      'them: `npm ci` would refuse it elsewhere. Run it after every `npm install`.',
    examples: [['npm install && npm run lock', 'after a change of dependencies']],
  },
  () => {
    const path = join(import.meta.dirname, '../package-lock.json')
    const lock = JSON.parse(readFileSync(path, 'utf8')) as Lock // npm's own format, not read further
    const missing = missingFrom(lock)
    const packages = Object.fromEntries(
      Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => a.localeCompare(b, 'en')), // npm's order
    )
    writeFileSync(path, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`)
    console.log(
      `package-lock.json: ${Object.keys(missing).length} packages of other machines added.`,
    )
  },
)
