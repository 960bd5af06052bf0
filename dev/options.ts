// The command line of `npm run dev`, and its usage.
import { parseArgs } from 'node:util'
import { type Ports, portsFrom } from './stack-ports.ts'

export interface Options {
  readonly ports: Ports
  /** Where functions, Firestore and Auth listen. Database and Pub/Sub stay on 127.0.0.1. */
  readonly host: '127.0.0.1' | '0.0.0.0'
  readonly hasDemo: boolean
  readonly isEphemeral: boolean
}

const PORT_BASE = 8700

export const USAGE = `Usage: npm run dev -- [options]

  --port-base N   the first of its ports, ${PORT_BASE} unless told
  --host 0.0.0.0  opens it to phones on the same network
  --no-demo       leaves out the demo data
  --ephemeral     keeps its data apart and throws them away at the end
  --help          shows this`

/** What the command line asks for, or the sentence that says what is wrong with it. */
export type Parsed = Options | 'help' | { readonly wrong: string }

/** Reads the arguments after the script's name. */
export function parseOptions(args: readonly string[]): Parsed {
  const read = readFlags(args)
  if (typeof read === 'string') return { wrong: read }
  const { 'port-base': base = String(PORT_BASE), host = '127.0.0.1' } = read
  if (read.help) return 'help'
  // The last of the ports must be one too.
  if (!/^\d{1,5}$/.test(base) || Number(base) < 1024 || Number(base) > 65_500)
    return { wrong: `--port-base takes a number from 1024 to 65500, not "${base}".` }
  if (host !== '127.0.0.1' && host !== '0.0.0.0')
    return {
      wrong: `--host takes 0.0.0.0 (everybody on this network) or 127.0.0.1, not "${host}".`,
    }
  return {
    ports: portsFrom(Number(base)),
    host,
    hasDemo: !read['no-demo'],
    isEphemeral: read.ephemeral === true,
  }
}

function readFlags(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        'port-base': { type: 'string' },
        host: { type: 'string' },
        'no-demo': { type: 'boolean' },
        ephemeral: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    return values
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split('. ')
    return `${sentence}.`
  }
}
