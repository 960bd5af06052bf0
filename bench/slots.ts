// `node bench/slots.ts FLOOR`: the slot engine beside the least that it could do.
import { required, text } from '../dev/command/option.ts'
import { runCommand } from '../dev/command/run.ts'

await runCommand(
  {
    name: 'node bench/slots.ts',
    does:
      'Measures the slot engine with every rule of what is free, for 30 days with 0, 100 and 1000 busy intervals, beside a yardstick ' +
      'that knows weekly hours and busy intervals alone. Medians of interleaved rounds.',
    arguments: {
      yardstick: required(
        text('FILE', 'a module that exports `full`, as bench/slots/measure.ts has it'),
      ),
    },
    examples: [['node bench/slots.ts floor.ts', 'beside the yardstick in floor.ts']],
  },
  async ({ yardstick }) => {
    const { measureSlots } = await import('./slots/measure.ts')
    await measureSlots(yardstick)
  },
)
