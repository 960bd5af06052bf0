// `node bench/lighthouse.ts`: Lighthouse's scores of the built web app.
import { orElse, text, whole } from '../dev/command/option.ts'
import { runCommand } from '../dev/command/run.ts'

await runCommand(
  {
    name: 'node bench/lighthouse.ts',
    does:
      'Asks Lighthouse for its scores of Find and Book in the built app, signed in, on a phone and a network as Lighthouse simulates ' +
      'them: medians, and what cost points. After `npm run build`. Fetches Lighthouse with npx; on a busy machine it scores the machine.',
    options: {
      runs: orElse(whole({ from: 1, to: 20 }, 'how many runs of each page'), 5),
      chrome: orElse(text('FILE', 'an installed Chrome or Chromium'), '/usr/bin/chromium'),
    },
    examples: [['npm run build && node bench/lighthouse.ts --runs 1', 'a first impression']],
  },
  async ({ runs, chrome }) => {
    const { measureLighthouse } = await import('./lighthouse/measure.ts')
    await measureLighthouse(runs, chrome)
  },
)
