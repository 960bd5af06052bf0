// Many on one slot at once, over connections that were not there before.
import type { Benchmark } from '../common/benchmark.ts'

export const herd: Benchmark = {
  name: 'herd',
  brief: '32 on one slot over cold connections, beside one statement',
  rounds: 5,
  open: async (setting) => {
    const { openHerd } = await import('./sides.ts')
    return openHerd(setting)
  },
}
