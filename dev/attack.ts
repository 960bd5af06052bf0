// `npm run attack`: inputs that nobody should send, and what comes of them.
import { ATTACK } from './attack/options.ts'
import { runCommand } from './command/run.ts'

const SECOND = 1_000
const INPUTS = 2_000
const TOLD_MILLIS = 10 * SECOND

await runCommand(ATTACK, async ({ inputs, seed, round, seconds, url, folder }) => {
  const { attack, ROUND_INPUTS } = await import('./attack/run.ts')
  const { toSummary, toWords } = await import('./attack/report.ts')
  const own =
    url === undefined ? await (await import('./attack/target/own.ts')).startOwnTarget() : undefined
  const { localTarget } = await import('./attack/target/local.ts')
  const target = own?.target ?? localTarget(url ?? '', folder)
  const stopping = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort())
  const late = setTimeout(() => stopping.abort(), Number(seconds ?? 86_400) * SECOND)
  let told = Date.now()
  try {
    const report = await attack({
      target,
      seed,
      inputs: inputs ?? (round === undefined ? INPUTS : ROUND_INPUTS),
      ...(round !== undefined && { fromRound: Number(round) }),
      signal: stopping.signal,
      tell: (found) => console.log(`${toWords(found, seed)}\n`),
      progress: (sofar) => {
        if (Date.now() - told < TOLD_MILLIS) return
        told = Date.now()
        console.error(`${sofar.inputs} inputs, ${sofar.findings} findings`)
      },
    })
    console.log(toSummary(report, seed))
    if (report.found.length > 0) process.exitCode = 1
  } finally {
    clearTimeout(late)
    await own?.stop()
  }
})
