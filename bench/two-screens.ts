// `node bench/two-screens.ts`: from a tap in one browser window until it is seen in another.
import { orElse, whole } from '../dev/command/option.ts'
import { runCommand } from '../dev/command/run.ts'

await runCommand(
  {
    name: 'node bench/two-screens.ts',
    does:
      'Measures from a tap on a free time in one window of the built app until it is shown as taken in another, in a real browser, on ' +
      'the real parts. After `npm run build`.',
    options: { rounds: orElse(whole({ from: 1, to: 40 }, 'how many taps'), 20) },
    examples: [['npm run build && node bench/two-screens.ts --rounds 5', 'a first impression']],
  },
  async ({ rounds }) => {
    const { measureTwoScreens } = await import('./two-screens/measure.ts')
    await measureTwoScreens(rounds)
  },
)
