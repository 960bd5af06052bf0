// `npm run rebuild-mirror`: writes the Firestore documents of every professional anew.
import { runCommand } from './command/run.ts'
import { REBUILD } from './mirror/options.ts'

await runCommand(REBUILD, async (said) => {
  const { run } = await import('./mirror/run.ts')
  await run({
    project: said.project,
    after: said.after,
    writesPerSecond: said['writes-per-second'],
    isDry: said['dry-run'],
  })
})
