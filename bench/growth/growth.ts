// Whether anything takes longer where there are many.
import type { Benchmark } from '../common/benchmark.ts'

export const growth: Benchmark = {
  name: 'growth',
  brief: '100,000 professionals with 1 M appointments, beside 1,000',
  rounds: 7,
  open: async (setting) => {
    const { openGrowth } = await import('./sides.ts')
    return openGrowth(setting, 'professionals')
  },
}

/** Takes many minutes to fill. */
export const past: Benchmark = {
  name: 'past',
  brief: '5 M appointments of 10,000 professionals, beside 1 M',
  rounds: 7,
  isApart: true,
  open: async (setting) => {
    const { openGrowth } = await import('./sides.ts')
    return openGrowth(setting, 'appointments')
  },
}
