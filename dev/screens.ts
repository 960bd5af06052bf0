// `npm run screens`: every page of the web app as it is with the demo's people.
import { runCommand } from './command/run.ts'

await runCommand(
  {
    name: 'npm run screens',
    does:
      'Pictures every page of the web app with the demo people, phone and desktop, light and dark, into docs/screens/. It asks the ' +
      'local stack that runs; without one it starts one of its own. Run it after a change of a page, and look.',
    examples: [['npm run screens', 'after a change of the web app']],
  },
  async () => {
    const { pictureScreens } = await import('./pictures/screens.ts')
    await pictureScreens()
  },
)
