// `node bench/zone.ts`: conversions of wall times beside temporal-polyfill.
import { runCommand } from '../dev/command/run.ts'

await runCommand(
  {
    name: 'node bench/zone.ts',
    does: 'Measures how many times faster toInstant is than temporal-polyfill: the median of interleaved rounds, for four zones.',
    examples: [['node bench/zone.ts', 'takes some seconds']],
  },
  async () => {
    const { measureZones } = await import('./zone/measure.ts')
    measureZones()
  },
)
