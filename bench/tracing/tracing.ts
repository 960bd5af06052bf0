// What a request pays for its trace.
import type { Benchmark } from '../common/benchmark.ts'

export const tracing: Benchmark = {
  name: 'tracing',
  brief: 'what a request pays for a trace that nobody records',
  rounds: 9,
  open: async (setting) => {
    const { openTracing } = await import('./sides.ts')
    return openTracing(setting)
  },
}
