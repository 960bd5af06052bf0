// `npm run chaos`: breaks what can break while everybody works, and checks that nothing was lost, doubled or wrong.
import { runCommand } from '../../dev/command/run.ts'
import { CHAOS } from './command.ts'

await runCommand(CHAOS, async ({ minutes, seed, drill, only, logs }) => {
  const { runChaos } = await import('./run.ts')
  const isFine = await runChaos(
    { minutes, seed, ...(drill && { drill: only ?? '' }), ...(logs !== undefined && { logs }) },
    (line) => {
      console.log(line)
    },
  )
  if (!isFine) process.exitCode = 1
})
