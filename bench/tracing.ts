// `node bench/tracing.ts`: what a request pays for its trace.
import { runCommand } from '../dev/command/run.ts'

await runCommand(
  {
    name: 'node bench/tracing.ts',
    does: "Measures what a request pays for its trace where nobody records it: the processor's time, the median of rounds.",
    examples: [['node bench/tracing.ts', 'takes some seconds']],
  },
  async () => {
    const { measureTracing } = await import('./tracing/measure.ts')
    await measureTracing()
  },
)
