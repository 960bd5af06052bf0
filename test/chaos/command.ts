// The command line of `npm run chaos`.
import type { Command } from '../../dev/command/command.ts'
import { flag, orElse, text, whole } from '../../dev/command/option.ts'

const options = {
  minutes: orElse(
    whole({ from: 1, to: 600 }, 'how long it goes on, starting and checking included'),
    3,
  ),
  seed: orElse(whole({ from: 1, to: 1_000_000 }, 'draws what clients do and which faults come'), 1),
  drill: flag(
    'one kind of fault at a time, and how long each takes until the mirror is right again',
  ),
  logs: text('FOLDER', 'keeps the logs of all processes there; without it they are thrown away'),
  only: text('WORDS', 'of a drill, the kinds whose names have this in them'),
}

export const CHAOS: Command<typeof options> = {
  name: 'npm run chaos',
  does:
    'Runs every function in processes of its own, lets clients book, hold, move and cancel, breaks what can break, and then ' +
    'checks that nothing was lost, doubled or wrong.',
  options,
  check: ({ drill, only }) =>
    only !== undefined && !drill ? '--only is said with --drill.' : undefined,
  examples: [
    ['npm run chaos -- --minutes 10 --seed 2', 'all kinds of fault together'],
    ['npm run chaos -- --drill --minutes 8', 'each kind alone'],
    ['npm run chaos -- --drill --only pub/sub --minutes 2', 'some kinds alone'],
  ],
  exits:
    '0 nothing wrong, 1 a violation, a slow recovery or a fault of the run itself, 2 wrong usage',
}
