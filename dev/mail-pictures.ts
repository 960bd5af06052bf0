// `npm run mail-pictures`: mails, and the pages that their links open, as a phone shows them.
import { runCommand } from './command/run.ts'

await runCommand(
  {
    name: 'npm run mail-pictures',
    does:
      'Pictures mails, and the pages that their links open, as a phone shows them, light and dark, into docs/pictures/. Run it after ' +
      'a change of either, and look.',
    examples: [['npm run mail-pictures', 'after a change of a mail']],
  },
  async () => {
    const { pictureMails } = await import('./pictures/mails.ts')
    await pictureMails()
  },
)
