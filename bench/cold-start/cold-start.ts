// From the start of a process to the whole of its first answer.
import type { Benchmark } from '../common/benchmark.ts'

export const coldStart: Benchmark = {
  name: 'cold-start',
  brief: 'from a process to its first answer, beside an empty function',
  rounds: 15,
  open: async (setting) => {
    const { openColdStarts } = await import('./sides.ts')
    return openColdStarts(setting)
  },
}
