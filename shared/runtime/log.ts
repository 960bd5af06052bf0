// Structured logs: one JSON line an entry, in the form that Cloud Logging reads. Never a person's data.

export interface Entry {
  readonly severity: 'INFO' | 'WARNING' | 'ERROR'
  readonly message: string
  readonly function?: string
  readonly requestId?: string
  readonly status?: number
  readonly reason?: string
  readonly millis?: number
  readonly professionalId?: string
  readonly revision?: number
  readonly [field: string]: string | number | boolean | undefined
}

export type Log = (entry: Entry) => void

/** Writes an entry to standard output. */
export const writeLog: Log = (entry) => {
  process.stdout.write(`${JSON.stringify(entry)}\n`)
}

/** An error as text for a log: the stack, and those of its causes. */
export function toStack(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\ncaused by ${toStack(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}
