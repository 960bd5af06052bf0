// The command line of `npm run import`, and its usage.
import { parseArgs } from 'node:util'
import { toCurrency } from './plan/money.ts'
import { SOURCES, type SourceName } from './plan/plan.ts'

/** Shown where a call was wrong: so short that what was wrong stays in sight. */
export const FORM = `Usage: npm run import -- SOURCE FOLDER [options]
       npm run import -- --help     says all of it, with examples`

export const USAGE = `Usage: npm run import -- SOURCE FOLDER [options]

Brings professionals, services, hours, time off and bookings still to come from another system.
Without --apply nothing is changed: it reads the files, says what would be imported, and what does
not fit and why. Run again, it goes on where it stopped, and changes nothing that is there already.

  SOURCE    cal.com            answers of Cal.com's API v2, as JSON files
            easyappointments   answers of Easy!Appointments' API v1, as JSON files
            csv                professionals.csv, services.csv, hours.csv, time-off.csv, bookings.csv
  FOLDER    where these files are; docs/guides/migrating.md says how to fetch or write them

Where to
  --local             the local stack that runs here (npm run dev), as its admin;
                      accounts are made for professionals
  --url URL           the functions of a deployment
  --api-key KEY       with --url: the web API key of its Firebase project, to sign in with
                      IMPORT_EMAIL and IMPORT_PASSWORD. Or set IMPORT_ID_TOKEN to a token,
                      which lasts an hour. IMPORT_APP_CHECK_TOKEN where App Check is enforced

What
  --apply             imports; without it, nothing is changed
  --guest-mail WHAT   with --apply, where clients have addresses: send keeps the addresses of
                      guests, to whom the system then writes that they have a booking, and a day
                      before it; leave-out leaves them away
  --only ID           only this professional of the source; may be repeated
  --owner ID=UID      the account that owns this professional's calendar (admins); may be repeated
  --accounts FILE     what \`firebase auth:export FILE --format=json\` wrote: owners, and clients
                      with an account, are found by their verified address (admins)
  --currency EUR      of prices that name none, or a sign that could be several

Kept
  --journal FILE      what was imported already; FOLDER/.import/<target>.jsonl unless told
  --report FILE       everything that does not fit, as CSV; FOLDER/.import/report.csv unless told
  --help              shows this

Examples
  What fits, and what does not:
  npm run import -- csv ./my-data

  On this machine first:
  npm run import -- csv ./my-data --local --apply --guest-mail send

  What a deployment would get, and then into it:
  export IMPORT_EMAIL=admin@example.com IMPORT_PASSWORD=…
  npm run import -- easyappointments ./ea --url https://book.example.com --api-key AIza…
  npm run import -- cal.com ./cal --url https://book.example.com --apply --guest-mail leave-out

It ends with 0 where everything fits, 3 where something was left out, 1 where it could not go on,
2 where it was called wrongly.`

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

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        local: { type: 'boolean' },
        url: { type: 'string' },
        'api-key': { type: 'string' },
        apply: { type: 'boolean' },
        'guest-mail': { type: 'string' },
        only: { type: 'string', multiple: true },
        owner: { type: 'string', multiple: true },
        accounts: { type: 'string' },
        currency: { type: 'string' },
        journal: { type: 'string' },
        report: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split('. ')
    return `${sentence}.`
  }
}

type Flags = Exclude<ReturnType<typeof readFlags>, string>['values']

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

/** Reads the arguments after the script's name. */
export function parseOptions(args: readonly string[]): Parsed {
  const read = readFlags(args)
  if (typeof read === 'string') return { wrong: read }
  const { values, positionals } = read
  if (values.help) return 'help'
  const [name, folder, ...more] = positionals
  const source = SOURCES.find((one) => one === name)
  if (!source)
    return {
      wrong:
        name === undefined
          ? `Says neither where from nor which folder: SOURCE is one of ${SOURCES.join(', ')}.`
          : `There is no source "${name}": it is one of ${SOURCES.join(', ')}.`,
    }
  if (folder === undefined) return { wrong: 'Says no folder of files to import.' }
  if (more.length > 0) return { wrong: `One folder at a time: what is "${more[0]}"?` }
  const where = toWhere(values)
  if ('wrong' in where) return where
  const owners = toOwners(values.owner ?? [])
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
    only: values.only ?? [],
    owners,
    accounts: values.accounts,
    currency,
    journal: values.journal,
    report: values.report,
  }
}
