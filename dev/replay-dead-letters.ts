// `npm run replay-dead-letters`: shows the dead letters of the local stack or of a deployment, and hands them in again.
import { runCommand } from './command/run.ts'
import { REPLAY, toOptions } from './dead-letters/options.ts'

await runCommand(REPLAY, async (said) => {
  const { run } = await import('./dead-letters/run.ts')
  await run(toOptions(said))
})
