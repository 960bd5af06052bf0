// The trace that the running code belongs to, and the spans within it. Where nothing is recorded, a span is a plain call.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { TraceContext } from './trace-context.ts'

/** What a span stands for, in OpenTelemetry's words. */
export type SpanKind = 'server' | 'client' | 'producer' | 'consumer'

/** What is told of a span; names from OpenTelemetry's semantic conventions, never anything of a person. */
export type Attributes = Readonly<Record<string, string | number | boolean>>

/** A span that is being recorded. */
export interface Recording {
  readonly spanId: string
  readonly child: (name: string, kind: SpanKind, attributes: Attributes) => Recording
  readonly end: (isFailed: boolean) => void
}

/** Where the running code stands. */
export interface Here extends TraceContext {
  /** Set where the trace is recorded. */
  readonly recording?: Recording
}

const here = new AsyncLocalStorage<Here>()

/** Runs code within a trace. */
export function withTrace<T>(at: Here, run: () => T): T {
  return here.run(at, run)
}

/** The trace of the running code; undefined outside of any request. */
export function currentTrace(): TraceContext | undefined {
  return here.getStore()
}

/** Runs code as a span of its own. It fails where the code throws; what was thrown is not recorded. */
export async function span<T>(
  name: string,
  kind: SpanKind,
  attributes: Attributes,
  run: () => Promise<T>,
): Promise<T> {
  const at = here.getStore()
  if (!at?.recording) return run()
  const recording = at.recording.child(name, kind, attributes)
  let isFailed = true
  try {
    const result = await here.run({ ...at, spanId: recording.spanId, recording }, run)
    isFailed = false
    return result
  } finally {
    recording.end(isFailed)
  }
}
