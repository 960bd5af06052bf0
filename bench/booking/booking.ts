// create-booking as production runs it, beside an empty function.
import type { Benchmark } from '../common/benchmark.ts'

export const booking: Benchmark = {
  name: 'booking',
  brief: 'create-booking over HTTP, beside an empty function',
  rounds: 9,
  open: async (setting) => {
    const { openBooking } = await import('./sides.ts')
    return openBooking(setting)
  },
}
