// The slot engine beside the least that it could do, at growing numbers of busy intervals.
import type { Benchmark } from '../common/benchmark.ts'

export const slots: Benchmark = {
  name: 'slots',
  brief: 'the slot engine, beside one that knows weekly hours alone',
  rounds: 25,
  open: async (setting) => {
    const { openSlots } = await import('./sides.ts')
    return openSlots(setting)
  },
}
