// Nine quiet calendars of an instance beside one that everybody wants, and without it.
import type { Benchmark } from '../common/benchmark.ts'

export const hot: Benchmark = {
  name: 'hot',
  brief: 'bookings on nine calendars beside one that two dozen want, and without it',
  rounds: 7,
  open: async (setting) => {
    const { openHot } = await import('./sides.ts')
    return openHot(setting)
  },
}
