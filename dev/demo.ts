// `npm run demo`: two people with the Firebase SDK. One watches a day, the other books on it.
import { runCommand } from './command/run.ts'

await runCommand(
  {
    name: 'npm run demo',
    does:
      'Lets two people with the Firebase SDK meet: one watches a day, the other books on it and cancels. Says what each saw, which ' +
      'mails and pushes came, and when. It asks the local stack that runs; without one it starts one of its own, and throws it away.',
    examples: [['npm run demo', 'in a second terminal beside `npm run dev`']],
  },
  async () => {
    const { runDemo } = await import('./demo/two-people.ts')
    await runDemo()
  },
)
