// Lighthouse's scores of the built web app.
import type { Benchmark } from '../common/benchmark.ts'

export const lighthouse: Benchmark = {
  name: 'lighthouse',
  brief: 'its scores of Find and Book; after a build, by npx',
  rounds: 5,
  // A browser, what `npm run build` makes, and a network to fetch Lighthouse.
  isApart: true,
  open: async (setting) => {
    const { openLighthouse } = await import('./sides.ts')
    return openLighthouse(setting)
  },
}
