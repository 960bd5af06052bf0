// Structured logs: one JSON line an entry, in the form that Cloud Logging reads. Never a person's data.
// See cloud.google.com/logging/docs/structured-logging; docs/guides/observability.md says which fields there are.
import { currentTrace } from '../../tracing/current.ts'

/** The request of an access line. Without the query, the address and the browser: they may tell who asked. */
export interface LoggedRequest {
  readonly requestMethod: string
  readonly requestUrl: string
  readonly status: number
  /** Seconds, as in `0.123s`. */
  readonly latency: string
}

export interface Entry {
  readonly severity: 'INFO' | 'WARNING' | 'ERROR'
  readonly message: string
  /** Where an error came from; Error Reporting groups by it. */
  readonly stack_trace?: string
  readonly httpRequest?: LoggedRequest
  readonly function?: string
  readonly requestId?: string
  readonly status?: number
  readonly reason?: string
  readonly millis?: number
  readonly professionalId?: string
  readonly revision?: number
  /** How many faults of one cause the line stands for; unset, one. */
  readonly times?: number
  /** Of an access line: what the fault was, whose stack is told once a minute. */
  readonly fault?: string
  readonly [field: string]: string | number | boolean | LoggedRequest | undefined
}

export type Log = (entry: Entry) => void

/** Writes an entry to standard output. */
export const writeLog: Log = (entry) => {
  process.stdout.write(`${JSON.stringify(entry)}\n`)
}

/** A log whose every entry names the trace of the request that it was written in. */
export function withTraceFields(projectId: string, log: Log): Log {
  return (entry) => {
    const at = currentTrace()
    if (!at) return log(entry)
    return log({
      ...entry,
      'logging.googleapis.com/trace': `projects/${projectId}/traces/${at.traceId}`,
      'logging.googleapis.com/spanId': at.spanId,
      'logging.googleapis.com/trace_sampled': at.isSampled,
    })
  }
}

function toStack(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\nCaused by: ${toStack(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}

/** An error for a log: in a sentence what failed, and the stack with those of its causes. */
export function toFault(
  what: string,
  error: unknown,
): Pick<Entry, 'message'> & { readonly stack_trace: string } {
  const why = error instanceof Error ? error.message : String(error)
  return { message: `${what}: ${why}`, stack_trace: toStack(error) }
}
