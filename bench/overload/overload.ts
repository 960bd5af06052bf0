// An instance that is asked for three times what it can do, beside the same at its best.
import type { Benchmark } from '../common/benchmark.ts'

export const overload: Benchmark = {
  name: 'overload',
  brief: 'create-booking at three times its capacity, beside its best',
  rounds: 5,
  open: async (setting) => {
    const { openOverload } = await import('./sides.ts')
    return openOverload(setting)
  },
}
