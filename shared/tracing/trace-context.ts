// In which trace a request stands: W3C's `traceparent`, and the header that Google's front end sends besides.

/** A place in a trace. */
export interface TraceContext {
  /** 32 hexadecimal digits. */
  readonly traceId: string
  /** The span from which the call comes: 16 hexadecimal digits. */
  readonly spanId: string
  /** Whether the spans of this trace are recorded. */
  readonly isSampled: boolean
}

const TRACEPARENT =
  /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})(?=$|-)/
const CLOUD = /^(?!0{32})([\da-f]{32})\/([1-9]\d{0,19})(?:;o=(\d))?$/i
const SAMPLED = 1

/** Reads a `traceparent`; undefined for what is none. See w3.org/TR/trace-context. */
export function parseTraceparent(text: string | undefined): TraceContext | undefined {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(text ?? '') ?? []
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & SAMPLED) === SAMPLED }
}

/** Reads `X-Cloud-Trace-Context`: `TRACE_ID/SPAN_ID;o=OPTIONS`, with the span as a decimal number of 64 bits. */
export function parseCloudTrace(text: string | undefined): TraceContext | undefined {
  const [, traceId, span, options] = CLOUD.exec(text ?? '') ?? []
  if (traceId === undefined || span === undefined) return undefined
  const spanId = BigInt(span).toString(16).padStart(16, '0')
  if (spanId.length > 16) return undefined
  return { traceId: traceId.toLowerCase(), spanId, isSampled: options === '1' }
}

/** A `traceparent` that continues from here. */
export function toTraceparent({ traceId, spanId, isSampled }: TraceContext): string {
  return `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}`
}
