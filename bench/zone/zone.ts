// Wall times to instants, beside temporal-polyfill.
import type { Benchmark } from '../common/benchmark.ts'

export const zone: Benchmark = {
  name: 'zone',
  brief: 'wall times to instants, beside temporal-polyfill',
  rounds: 15,
  open: async (setting) => {
    const { openZones } = await import('./sides.ts')
    return openZones(setting)
  },
}
