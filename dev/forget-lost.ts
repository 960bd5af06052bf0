// `npm run forget-lost`: after a restore, names the bookings that are lost and deletes their documents.
import { runCommand } from './command/run.ts'
import { FORGET_LOST } from './lost/options.ts'

await runCommand(FORGET_LOST, async (said) => {
  const { run } = await import('./lost/run.ts')
  await run({ since: said.since, project: said.project, isDry: said['dry-run'] })
})
