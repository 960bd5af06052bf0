// From a commit to a document that an app sees, beside the bare chain.
import type { Benchmark } from '../common/benchmark.ts'

export const chain: Benchmark = {
  name: 'chain',
  brief: 'from a commit to the document, beside the bare chain',
  rounds: 5,
  open: async (setting) => {
    const { openChain } = await import('./sides.ts')
    return openChain(setting)
  },
}
