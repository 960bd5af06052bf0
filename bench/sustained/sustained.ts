// A million requests of all kinds on one instance of each function: what it answers, how fast, and whether its memory grows.
import type { Benchmark } from '../common/benchmark.ts'

export const sustained: Benchmark = {
  name: 'sustained',
  brief: 'a million requests of all kinds: percentiles, errors and memory over the time',
  rounds: 50,
  isApart: true,
  open: async (setting) => {
    const { openSustained } = await import('./sides.ts')
    return openSustained(setting)
  },
}
