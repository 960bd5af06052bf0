// The command line of `npm run replay-dead-letters`, and its usage.
import { parseArgs } from 'node:util'
import type { Wanted } from './replay.ts'

export interface Options extends Wanted {
  /** Unset: the local stack. */
  readonly deployment?: { readonly project: string; readonly region: string }
}

const LIMIT = 100
const MOST = 1000

export const USAGE = `Usage: npm run replay-dead-letters -- [options]

Shows the dead letters that wait, and hands each in again for the function that failed it.

  --dry-run       shows them only
  --limit N       so many at once, ${LIMIT} unless told (at most ${MOST})
  --forget ID     takes this one away unread and replays none; may be said again
  --project ID    a Google Cloud project, with the credentials of gcloud auth application-default login;
  --region NAME   and where its topics are; without both, the running local stack
  --help          shows this

For example, what waits in production, and then the first ten of it again:

  npm run replay-dead-letters -- --project=shop-prod --region=europe-west3 --dry-run
  npm run replay-dead-letters -- --project=shop-prod --region=europe-west3 --limit=10`

/** What the command line asks for, or the sentence that says what is wrong with it. */
export type Parsed = Options | 'help' | { readonly wrong: string }

/** Reads the arguments after the script's name. */
export function parseOptions(args: readonly string[]): Parsed {
  const read = readFlags(args)
  if (typeof read === 'string') return { wrong: read }
  const { limit = String(LIMIT), project, region, forget = [] } = read
  if (read.help) return 'help'
  if (!/^\d{1,4}$/.test(limit) || Number(limit) < 1 || Number(limit) > MOST)
    return { wrong: `--limit takes a number from 1 to ${MOST}, not "${limit}".` }
  if ((project === undefined) !== (region === undefined))
    return { wrong: '--project and --region go together: topics take nothing from elsewhere.' }
  return {
    limit: Number(limit),
    isDry: read['dry-run'] === true,
    forget,
    ...(project !== undefined && region !== undefined && { deployment: { project, region } }),
  }
}

function readFlags(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        'dry-run': { type: 'boolean' },
        limit: { type: 'string' },
        forget: { type: 'string', multiple: true },
        project: { type: 'string' },
        region: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    return values
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split('. ')
    return `${sentence}.`
  }
}
