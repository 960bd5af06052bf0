// search-availability as production runs it, beside an empty function.
import type { Benchmark } from '../common/benchmark.ts'

export const search: Benchmark = {
  name: 'search',
  brief: 'search-availability over HTTP, beside an empty function',
  rounds: 9,
  open: async (setting) => {
    const { openSearch } = await import('./sides.ts')
    return openSearch(setting)
  },
}
