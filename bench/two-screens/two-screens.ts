// From a tap in one browser window until it is seen in another.
import type { Benchmark } from '../common/benchmark.ts'

export const twoScreens: Benchmark = {
  name: 'two-screens',
  brief: 'a tap in one window until another shows it; after a build',
  rounds: 20,
  // A browser, and what `npm run build` makes.
  isApart: true,
  open: async (setting) => {
    const { openTwoScreens } = await import('./sides.ts')
    return openTwoScreens(setting)
  },
}
