// The command line of `npm run conformance`, and its usage.
import type { Command } from '../command/command.ts'
import { toHelp } from '../command/help.ts'
import { flag, many, text } from '../command/option.ts'
import { parse } from '../command/parse.ts'

export interface Options {
  /** The functions of a deployment; unset: those of the local stack. */
  readonly url?: string
  readonly project?: string
  readonly apiKey?: string
  readonly firestore?: string
  /** A file in which a local stack says where it is. */
  readonly stack?: string
  /** The published description: a file or an address. */
  readonly description: string
  /** The published schemas of the documents; unset: docs/documents.json, where that is there. */
  readonly documents?: string
  /** A file with ID tokens by role. */
  readonly accounts?: string
  readonly origin?: string
  readonly appCheckToken?: string
  readonly only: readonly string[]
  readonly does: 'check' | 'list' | 'clean-up'
  readonly isJson: boolean
  /** Leaves out what waits for the clock. */
  readonly isQuick: boolean
  readonly patienceSeconds: number
  readonly commandsPerMinute: number
  readonly queriesPerMinute: number
  readonly requestsMax: number
}

const flags = {
  url: text('URL', 'its functions: URL/create-booking is one'),
  project: text('ID', 'its Firebase project; with --url'),
  'api-key': text('KEY', "the project's web API key, by which accounts are made; with --url"),
  accounts: text(
    'FILE',
    'in place of a key, ID tokens: {"owner": "…", "otto": …, "ann": …, "ben": …, "cem": …, "dora": …, "eve": …, "finn": …}',
  ),
  origin: text('URL', 'an origin that its browsers come from; unset, CORS is not checked'),
  'app-check-token': text('TOKEN', 'where it enforces App Check'),
  stack: text('FILE', 'the addresses of a local stack (default: .local/stack.json)'),
  firestore: text('URL', "another address of Firestore's REST API than Google's or the stack's"),
  description: text('FILE|URL', 'the description (default: docs/openapi.json)'),
  documents: text(
    'FILE|URL',
    "the schemas of Firestore's documents (default: docs/documents.json)",
  ),
  list: flag('says which checks there are'),
  only: many(text('ID[,ID…]', 'these, or all that begin with ID/')),
  quick: flag('leaves out what waits for the clock: a minute'),
  json: flag('the findings as JSON on standard output'),
  patience: text('SECONDS', 'how long a document may take to follow a command (default: 10)'),
  'commands-per-minute': text('N', 'what the deployment lets one account send (default: 60)'),
  'queries-per-minute': text('N', 'the same of queries (default: 300)'),
  'max-requests': text('N', 'the most that one run sends (default: 3000)'),
  'clean-up': flag('removes what runs that were killed have left, and checks nothing'),
}

const CONFORMANCE: Command<typeof flags> = {
  name: 'npm run conformance',
  does:
    'Checks a deployment against its published description, by its functions and Firestore alone. It makes accounts and calendars of ' +
    "its own, touches nobody else's, and removes them at the end, also after Ctrl-C.",
  options: flags,
  examples: [
    ['npm run conformance', 'the local stack that runs here (npm run dev)'],
    ['npm run conformance -- --only create-booking,documents', 'a part of it'],
    [
      'npm run conformance -- --url https://europe-west1-PROJECT.cloudfunctions.net --project PROJECT --api-key KEY',
      'a deployment',
    ],
  ],
  more: 'What it needs and leaves: docs/guides/conformance.md.',
  exits: '0 as described, 1 there are deviations, 2 it could not be carried out',
}

export const USAGE = toHelp(CONFORMANCE)

export type Parsed = Options | 'help' | { readonly wrong: string }

const NUMBERS = {
  patience: { unset: 10, max: 300 },
  'commands-per-minute': { unset: 60, max: 1_000_000 },
  'queries-per-minute': { unset: 300, max: 1_000_000 },
  'max-requests': { unset: 3000, max: 20_000 },
} as const

type NumberName = keyof typeof NUMBERS

/** Reads the arguments after the script's name; the environment tells what npm kept for itself. */
export function parseOptions(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Parsed {
  const parsed = parse(CONFORMANCE, args, environment)
  if (parsed.kind === 'help') return 'help'
  if (parsed.kind === 'wrong') return { wrong: parsed.sentences.join('\n') }
  const read = parsed.values
  const numbers = new Map<NumberName, number>()
  for (const [name, { unset, max }] of Object.entries(NUMBERS)) {
    // Its keys are these names.
    const key = name as NumberName
    const text = read[key]
    const value = text === undefined ? unset : Number(text)
    if (!Number.isInteger(value) || value < 1 || value > max)
      return { wrong: `--${name} takes a whole number from 1 to ${max}, not "${text}".` }
    numbers.set(key, value)
  }
  for (const name of ['url', 'firestore', 'origin'] as const)
    if (read[name] !== undefined && !isWeb(read[name]))
      return { wrong: `--${name} takes an http(s) address, not "${read[name]}".` }
  if (read.url !== undefined && read.stack === undefined) {
    if (read.project === undefined) return { wrong: '--url needs --project.' }
    if (read['api-key'] === undefined && read.accounts === undefined)
      return { wrong: '--url needs --api-key, by which accounts are made, or --accounts.' }
  }
  const numberOf = (name: NumberName) => numbers.get(name) ?? NUMBERS[name].unset
  const { url, project, firestore, stack, accounts, origin, documents } = read
  const apiKey = read['api-key']
  const appCheckToken = read['app-check-token']
  return {
    ...(url !== undefined && { url: url.replace(/\/+$/, '') }),
    ...(project !== undefined && { project }),
    ...(apiKey !== undefined && { apiKey }),
    ...(firestore !== undefined && { firestore: firestore.replace(/\/+$/, '') }),
    ...(stack !== undefined && { stack }),
    ...(accounts !== undefined && { accounts }),
    ...(documents !== undefined && { documents }),
    ...(origin !== undefined && { origin }),
    ...(appCheckToken !== undefined && { appCheckToken }),
    description: read.description ?? 'docs/openapi.json',
    only: read.only.flatMap((one) => one.split(',')).filter(Boolean),
    does: read.list ? 'list' : read['clean-up'] ? 'clean-up' : 'check',
    isJson: read.json,
    isQuick: read.quick,
    patienceSeconds: numberOf('patience'),
    commandsPerMinute: numberOf('commands-per-minute'),
    queriesPerMinute: numberOf('queries-per-minute'),
    requestsMax: numberOf('max-requests'),
  }
}

const isWeb = (text: string) => /^https?:$/.test(URL.parse(text)?.protocol ?? '')
