// The save statement beside the least statement that writes the same rows.
import type { Benchmark } from '../common/benchmark.ts'

export const save: Benchmark = {
  name: 'save',
  brief: 'the statement that saves a booking, beside the least one',
  rounds: 9,
  open: async (setting) => {
    const { openSave } = await import('./sides.ts')
    return openSave(setting)
  },
}
