// `npm run import -- SOURCE FOLDER`: brings what another system holds over the published functions; a dry run unless told.
import { Stopped } from './import/apply/stopped.ts'
import { importAll } from './import/import-all.ts'
import { FORM, type Options, USAGE, parseOptions } from './import/options.ts'
import { Unreadable } from './import/read/unreadable.ts'

const FAULT = 1
const WRONG_USAGE = 2
const LEFT_OUT = 3

/** The first Ctrl-C gives the present call up, which the next run repeats under the same key; a second one ends at once. */
function watchSignals(): AbortSignal {
  const stopping = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort())
  return stopping.signal
}

async function run(options: Options): Promise<number> {
  const signal = watchSignals()
  try {
    const { isWhole } = await importAll(options, {
      environment: process.env,
      now: () => Date.now(),
      signal,
      say: (text) => console.log(text),
      screen: process.stderr,
    })
    return isWhole ? 0 : LEFT_OUT
  } catch (error) {
    if (signal.aborted) {
      console.error('Stopped. The same command goes on from here.')
      return FAULT
    }
    if (error instanceof Unreadable) console.error(`Not imported: ${error.message}`)
    else console.error(error instanceof Stopped ? `Stopped: ${error.message}` : error)
    return FAULT
  }
}

const options = parseOptions(process.argv.slice(2), process.env)
if (options === 'help') {
  console.log(USAGE)
} else if ('wrong' in options) {
  console.error(`${options.wrong}\n\n${FORM}\n`)
  process.exitCode = WRONG_USAGE
} else {
  process.exitCode = await run(options)
}
