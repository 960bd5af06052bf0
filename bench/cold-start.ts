// `node bench/cold-start.ts`: cold starts of bundled functions beside a bundled hello.
import { orElse, whole } from '../dev/command/option.ts'
import { runCommand } from '../dev/command/run.ts'

await runCommand(
  {
    name: 'node bench/cold-start.ts',
    does:
      'Measures cold starts, from the start of a process to its first answer: bundled functions on the real parts, each beside a ' +
      'bundled functions-framework hello, in interleaved rounds. After `npm run build`.',
    options: { rounds: orElse(whole({ from: 1, to: 1000 }, 'how many'), 15) },
    examples: [['npm run build && node bench/cold-start.ts --rounds 5', 'a first impression']],
  },
  async ({ rounds }) => {
    const { measureColdStarts } = await import('./cold-start/measure.ts')
    await measureColdStarts(rounds)
  },
)
