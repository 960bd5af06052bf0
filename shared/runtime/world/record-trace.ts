// Records the spans of one request with OpenTelemetry, and sends them as OTLP. Loaded with the first request that is sampled.
// See docs/decisions/0010-traces-are-sent-before-the-answer.md.
import {
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  RandomIdGenerator,
  type ReadableSpan,
  type SpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import { post as postLetter } from '../../http/post.ts'
import type { Attributes, Recording, SpanKind as Kind } from '../../tracing/current.ts'

/** Where traces are sent. */
export interface TraceSink {
  /** `https://telemetry.googleapis.com`, or a collector's `http://host:port`. */
  readonly baseUrl: string
  /** An access token; a collector of one's own wants none. */
  readonly accessToken?: () => Promise<string>
}

/** What a recording begins with. */
export interface Origin {
  readonly name: string
  readonly kind: Kind
  readonly projectId: string
  readonly traceId: string
  /** The span from which the call comes, in somebody else's process. */
  readonly parentSpanId?: string
}

/** A request whose spans are recorded. */
export interface Recorded {
  readonly root: Recording
  /** Ends the request's own span, and sends everything that has ended. */
  readonly send: (
    isFailed: boolean,
    attributes: Attributes,
    sink: TraceSink,
    signal: AbortSignal,
  ) => Promise<void>
}

/** More spans of one request are not kept: a job that publishes a thousand changes is told by its first ones. */
const SPANS_KEPT = 200

const KINDS: Record<Kind, SpanKind> = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
}

function toRecording(tracer: Tracer, span: Span): Recording {
  return {
    spanId: span.spanContext().spanId,
    child: (name, kind, attributes) => {
      const options = { kind: KINDS[kind], attributes: { ...attributes } }
      const inside = trace.setSpan(ROOT_CONTEXT, span)
      return toRecording(tracer, tracer.startSpan(name, options, inside))
    },
    end: (isFailed) => {
      if (isFailed) span.setStatus({ code: SpanStatusCode.ERROR })
      span.end()
    },
  }
}

function keepIn(kept: ReadableSpan[]): SpanProcessor {
  return {
    onStart: () => {},
    onEnd: (span) => {
      if (kept.length < SPANS_KEPT) kept.push(span)
    },
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  }
}

function startRoot(tracer: Tracer, { name, kind, traceId, parentSpanId }: Origin): Span {
  const outside =
    parentSpanId === undefined
      ? ROOT_CONTEXT
      : trace.setSpanContext(ROOT_CONTEXT, {
          traceId,
          spanId: parentSpanId,
          traceFlags: TraceFlags.SAMPLED,
          isRemote: true,
        })
  return tracer.startSpan(name, { kind: KINDS[kind] }, outside)
}

async function post(
  spans: ReadableSpan[],
  { baseUrl, accessToken }: TraceSink,
  signal: AbortSignal,
): Promise<void> {
  const body = ProtobufTraceSerializer.serializeRequest(spans)
  if (!body) throw new Error('the spans could not be written down')
  const token = await accessToken?.()
  const { status, text } = await postLetter(`${baseUrl}/v1/traces`, {
    headers: {
      'Content-Type': 'application/x-protobuf',
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    },
    body,
    signal,
  })
  if (status !== 200)
    throw new Error(`the trace was answered with ${status}: ${text.slice(0, 200)}`)
}

/** Begins to record a request. */
export function recordTrace(origin: Origin): Recorded {
  const kept: ReadableSpan[] = []
  const ids = new RandomIdGenerator()
  // One provider a request: requests at the same time, even of one trace, do not send each other's spans.
  const tracer = new TracerProvider({
    // Google's Telemetry API asks for the project as an attribute of the resource.
    resource: resourceFromAttributes({
      'service.name': origin.name,
      'gcp.project_id': origin.projectId,
    }),
    spanProcessors: [keepIn(kept)],
    idGenerator: {
      generateTraceId: () => origin.traceId,
      generateSpanId: () => ids.generateSpanId(),
    },
  }).getTracer('availability-checker')
  const span = startRoot(tracer, origin)
  const root = toRecording(tracer, span)
  return {
    root,
    send: async (isFailed, attributes, sink, signal) => {
      span.setAttributes({ ...attributes })
      root.end(isFailed)
      await post(kept, sink, signal)
    },
  }
}
