// `npm run screens`: every page of the web app as it is with the demo's people.
import { flag } from './command/option.ts'
import { runCommand } from './command/run.ts'

await runCommand(
  {
    name: 'npm run screens',
    does:
      'Pictures every page of the web app with the demo people, phone and desktop, light and dark, into docs/screens/, and two screens ' +
      'beside each other, moving, into docs/pictures/two-screens.webp. It starts a stack of its own, whose people live on a Tuesday ' +
      'morning: pictures show a working day at whatever hour they are taken. Run it after a change of a page, and look.',
    options: { moving: flag('takes the moving picture alone') },
    examples: [['npm run screens', 'after a change of the web app']],
  },
  async ({ moving }) => {
    const { pictureScreens } = await import('./pictures/screens.ts')
    await pictureScreens({ isMovingAlone: moving })
  },
)
