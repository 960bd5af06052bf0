// The command line of `npm run dev`.
import { resolve } from 'node:path'
import type { Command, Values } from './command/command.ts'
import { flag, oneOf, orElse, text, whole } from './command/option.ts'
import { LOCAL_FOLDER } from './stack-file.ts'
import { type Ports, portsFrom } from './stack-ports.ts'

export interface Options {
  readonly ports: Ports
  /** Where functions, Firestore and Auth listen. Database and Pub/Sub stay on 127.0.0.1. */
  readonly host: '127.0.0.1' | '0.0.0.0'
  readonly hasDemo: boolean
  readonly isEphemeral: boolean
  /** Fetches what this machine lacks without asking. */
  readonly isFetching: boolean
  /** Fetches nothing. */
  readonly isOffline: boolean
  /** Of data, logs and addresses. */
  readonly folder: string
}

const options = {
  // The last of the ports must be one too.
  'port-base': orElse(whole({ from: 1024, to: 65_500 }, 'the first of its ports'), 8700),
  host: orElse(
    oneOf(
      ['127.0.0.1', '0.0.0.0'],
      'who may call it: this machine alone, or phones on the same network too',
    ),
    '127.0.0.1',
  ),
  'no-demo': flag('leaves out the demo data'),
  folder: text('PATH', 'keeps data, logs and addresses there, and not in .local/'),
  fetch: flag('fetches what this machine lacks (Java, emulators) without asking'),
  offline: flag('fetches nothing, and does not offer to'),
  ephemeral: flag('keeps its data apart, and throws them away at the end'),
}

export const DEV: Command<typeof options> = {
  name: 'npm run dev',
  does:
    'Runs the whole system on this machine, with demo data: web app, functions, Postgres, and the emulators of Firestore, Pub/Sub and ' +
    'Auth. Ctrl-C ends it.',
  options,
  check: ({ fetch, offline }) =>
    fetch && offline ? '--fetch and --offline contradict each other.' : undefined,
  more: `Data are kept in .local/data, logs in .local/logs. To start afresh, end it, and
remove the data: rm -rf .local/data

It needs Java and the emulators of Firestore and Pub/Sub, from the Google Cloud
CLI or from firebase-tools. What is lacking it offers to fetch, on a terminal,
into ~/.cache/availability-checker (XDG_CACHE_HOME), never in CI.`,
  examples: [
    ['npm run dev', 'then open the web app at the address that it says'],
    ['npm run dev -- --folder /tmp/two --port-base 9700', 'a second one beside it'],
    ['npm run dev -- --host 0.0.0.0', 'to try it on a phone'],
  ],
}

/** What was said, as the stack wants it. */
export function toOptions(said: Values<typeof options>, environment: NodeJS.ProcessEnv): Options {
  return {
    ports: portsFrom(said['port-base']),
    host: said.host,
    hasDemo: !said['no-demo'],
    isEphemeral: said.ephemeral,
    isFetching: said.fetch,
    // npm has a setting of that name, for itself: who is offline is so for both.
    isOffline: said.offline || environment['npm_config_offline'] === 'true',
    folder: said.folder === undefined ? LOCAL_FOLDER : resolve(said.folder),
  }
}
