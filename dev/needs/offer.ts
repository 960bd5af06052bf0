// Whether what is lacking is fetched: never without being told to, and never where nobody can be asked.
import { createInterface } from 'node:readline/promises'
import type { Archive } from './archives.ts'
import { cacheFolder } from './cache.ts'
import type { Fetchable, Lack } from './check.ts'
import { fetchArchives, type FetchPlace, findArchives, type Tell } from './fetch.ts'

export interface Wish {
  /** `--fetch`: without asking. */
  readonly isTold: boolean
  /** `--offline`, npm's own setting of that name, or a run of CI: never. */
  readonly isForbidden: boolean
  /** Whether there is somebody to ask. */
  readonly isTerminal: boolean
}

export type Answer = 'no' | 'ask' | 'yes'

/** What is to be done about what can be fetched. */
export function decideFetch({ isTold, isForbidden, isTerminal }: Wish): Answer {
  if (isForbidden) return 'no'
  if (isTold) return 'yes'
  return isTerminal ? 'ask' : 'no'
}

const MEGABYTE = 1_000_000

const megabytes = (bytes: number): string => `${Math.ceil(bytes / MEGABYTE)} MB`

const sumOf = (archives: readonly Archive[]): number =>
  archives.reduce((sum, { size }) => sum + size, 0)

/** The question, with everything that it would bring. */
export function toQuestion(archives: readonly Archive[], cache: string): string {
  const lines = archives.map(
    ({ name, size }) => `  ${name.padEnd(34)} ${megabytes(size).padStart(7)}`,
  )
  return [
    'It can be fetched now:',
    '',
    ...lines,
    '',
    `From Adoptium and Google, ${megabytes(sumOf(archives))} in all, kept in`,
    cache,
  ].join('\n')
}

async function ask(signal: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    // In its raw mode the terminal sends no signal for Ctrl-C.
    terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'))
    const answer = await terminal.question('Fetch it? [Y/n] ', { signal })
    return /^(y|yes)?$/i.test(answer.trim())
  } finally {
    terminal.close()
  }
}

/** One line on a terminal, a line for each tenth elsewhere. */
function toTell(isTerminal: boolean, write: (text: string) => void): Tell {
  let shown = ''
  return ({ name, size }, bytes) => {
    const percent = Math.floor((bytes / size) * 100)
    const step = isTerminal ? percent : Math.floor(percent / 10) * 10
    const line = `  ${name}: ${step} % of ${megabytes(size)}`
    if (line === shown) return
    shown = line
    if (!isTerminal) write(`${line}\n`)
    else write(`\r${line.padEnd(60)}${bytes === size ? '\n' : ''}`)
  }
}

/**
 * Offers to fetch what is lacking, and does it.
 *
 * @returns whether it was fetched
 * @throws in a sentence where it could not be
 */
export async function offerToFetch(
  lacks: readonly Lack[],
  wish: Wish,
  place: FetchPlace & { readonly signal: AbortSignal },
): Promise<boolean> {
  const lacking = lacks.flatMap(({ fetchable }): Fetchable[] => (fetchable ? [fetchable] : []))
  const decided = decideFetch(wish)
  const write = (text: string) => process.stderr.write(text)
  if (decided === 'no') {
    if (!wish.isForbidden)
      write('\nnpm run dev -- --fetch fetches it, and keeps it for the next start.\n')
    return false
  }
  const archives = await findArchives(lacking, place)
  write(`\n${toQuestion(archives, cacheFolder(place.environment))}\n`)
  if (decided === 'ask' && !(await ask(place.signal))) return false
  await fetchArchives(archives, toTell(process.stderr.isTTY, write), { signal: place.signal })
  return true
}
