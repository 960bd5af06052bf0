// The command line of `npm run import`, and its usage.
import type { Command, Values } from '../command/command.ts'
import { toHelp, toUsage } from '../command/help.ts'
import { flag, many, required, text } from '../command/option.ts'
import { parse } from '../command/parse.ts'
import { toCurrency } from './plan/money.ts'
import { SOURCES, type SourceName } from './plan/plan.ts'

const options = {
  local: flag(
    'into the local stack that runs here (npm run dev), as its admin; makes accounts for professionals',
  ),
  url: text('URL', 'into a deployment: the address of its functions'),
  'api-key': text(
    'KEY',
    'with --url: the web API key of its Firebase project, to sign in with IMPORT_EMAIL and IMPORT_PASSWORD; or set IMPORT_ID_TOKEN',
  ),
  apply: flag('imports; without it, nothing is changed'),
  'guest-mail': text(
    'send|leave-out',
    'with --apply, where clients have addresses: send keeps those of guests, to whom the system then writes that they have a booking, ' +
      'and a day before it; leave-out leaves them away',
  ),
  only: many(text('ID', 'only this professional of the source')),
  owner: many(text('ID=UID', "the account that owns this professional's calendar (admins)")),
  accounts: text(
    'FILE',
    'what `firebase auth:export FILE --format=json` wrote: owners, and clients with an account, are found by their verified address (admins)',
  ),
  currency: text('EUR', 'of prices that name none, or a sign that could be several'),
  journal: text('FILE', 'what was imported already (default: FOLDER/.import/<target>.jsonl)'),
  report: text('FILE', 'everything that does not fit, as CSV (default: FOLDER/.import/report.csv)'),
}

const positional = {
  source: required(
    text(
      'SOURCE',
      'cal.com (answers of its API v2 as JSON files), easyappointments (of its API v1) or csv (professionals.csv, services.csv, hours.csv, time-off.csv, bookings.csv)',
    ),
  ),
  folder: required(
    text('FOLDER', 'where these files are; docs/guides/migrating.md says how to get or write them'),
  ),
}

const IMPORT: Command<typeof options, typeof positional> = {
  name: 'npm run import',
  does:
    'Brings professionals, services, hours, time off and bookings still to come from another system. Without --apply nothing is ' +
    'changed: it reads the files, says what would be imported, and what does not fit and why. Run again, it goes on where it stopped, ' +
    'and changes nothing that is there already.',
  arguments: positional,
  options,
  examples: [
    ['npm run import -- csv ./my-data', 'what fits, and what does not'],
    ['npm run import -- csv ./my-data --local --apply --guest-mail send', 'on this machine first'],
    [
      'npm run import -- easyappointments ./ea --url https://book.example.com --api-key AIza…',
      'what a deployment would get; export IMPORT_EMAIL and IMPORT_PASSWORD before',
    ],
    [
      'npm run import -- cal.com ./cal --url https://book.example.com --apply --guest-mail leave-out',
      'into it, with IMPORT_ID_TOKEN (it lasts an hour), and IMPORT_APP_CHECK_TOKEN where App Check is enforced',
    ],
  ],
  exits: '0 everything fits, 1 it could not go on, 2 wrong usage, 3 something was left out',
}

/** Shown where a call was wrong: so short that what was wrong stays in sight. */
export const FORM = `${toUsage(IMPORT)}
       npm run import -- --help     says all of it, with examples`

export const USAGE = toHelp(IMPORT)

/** Where it is imported to. */
export type Where =
  | { readonly kind: 'nowhere' }
  | { readonly kind: 'local' }
  | { readonly kind: 'deployment'; readonly url: string; readonly apiKey: string | undefined }

export interface Options {
  readonly source: SourceName
  readonly folder: string
  readonly where: Where
  readonly isDry: boolean
  readonly guestMail: 'send' | 'leave-out' | undefined
  readonly only: readonly string[]
  /** Uid by the source's id. */
  readonly owners: ReadonlyMap<string, string>
  readonly accounts: string | undefined
  readonly currency: string
  readonly journal: string | undefined
  readonly report: string | undefined
}

/** What the command line asks for, or the sentence that says what is wrong with it. */
export type Parsed = Options | 'help' | { readonly wrong: string }

type Flags = Values<typeof options>

function toWhere({ local, url, 'api-key': apiKey }: Flags): Where | { readonly wrong: string } {
  if (local && url !== undefined) return { wrong: 'Either --local or --url, not both.' }
  if (url === undefined) return local ? { kind: 'local' } : { kind: 'nowhere' }
  if (!/^https?:\/\/[^/]+/.test(url))
    return { wrong: `--url takes an address such as https://book.example.com, not "${url}".` }
  return { kind: 'deployment', url: url.replace(/\/+$/, ''), apiKey }
}

function toOwners(
  all: readonly string[],
): ReadonlyMap<string, string> | { readonly wrong: string } {
  const pairs = all.map((text) => /^(.+)=([^=]+)$/.exec(text)?.slice(1) ?? [])
  const wrong = all[pairs.findIndex((pair) => pair.length !== 2)]
  if (wrong !== undefined)
    return { wrong: `--owner takes ID=UID, the source's id and the account's, not "${wrong}".` }
  return new Map(pairs.map(([id = '', uid = '']) => [id, uid]))
}

/** Reads the arguments after the script's name; the environment tells what npm kept for itself. */
export function parseOptions(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Parsed {
  const read = parse(IMPORT, args, environment)
  if (read.kind === 'help') return 'help'
  if (read.kind === 'wrong') return { wrong: read.sentences.join('\n') }
  const { values } = read
  const { folder } = values
  const source = SOURCES.find((one) => one === values.source)
  if (!source)
    return { wrong: `There is no source "${values.source}": it is one of ${SOURCES.join(', ')}.` }
  const where = toWhere(values)
  if ('wrong' in where) return where
  const owners = toOwners(values.owner)
  if ('wrong' in owners) return owners
  const guestMail = values['guest-mail']
  if (guestMail !== undefined && guestMail !== 'send' && guestMail !== 'leave-out')
    return { wrong: `--guest-mail takes send or leave-out, not "${guestMail}".` }
  if (values.apply && where.kind === 'nowhere')
    return { wrong: '--apply needs to know where to: --local, or --url and who you are.' }
  const currency = values.currency === undefined ? '' : toCurrency(values.currency)
  if (currency === undefined)
    return { wrong: `--currency takes an ISO 4217 code such as EUR, not "${values.currency}".` }
  return {
    source,
    folder,
    where,
    isDry: !values.apply,
    guestMail,
    only: values.only,
    owners,
    accounts: values.accounts,
    currency,
    journal: values.journal,
    report: values.report,
  }
}
