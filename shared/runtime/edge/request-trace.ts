// The trace of one request: continued from the caller or begun here, recorded where it is sampled, sent before the answer.
import { randomBytes } from 'node:crypto'
import type { Attributes, Here, SpanKind } from '../../tracing/current.ts'
import {
  type TraceContext,
  parseCloudTrace,
  parseTraceparent,
} from '../../tracing/trace-context.ts'
import { toFault } from '../world/log.ts'
import { within } from '../world/within.ts'
import type { World } from '../world/world.ts'
import type { HttpRequest } from '../world/http.ts'

/** A request's place in its trace, and what ends it. */
export interface RequestTrace {
  readonly here: Here
  /** Sends what was recorded, if anything was: bounded in time, and without ever failing the request. */
  readonly finish: (isFailed: boolean, attributes: Attributes) => Promise<void>
}

/** The caller's place in a trace, as its headers tell. */
export function callerOf(request: HttpRequest): TraceContext | undefined {
  return (
    parseTraceparent(request.get('traceparent')) ??
    parseCloudTrace(request.get('X-Cloud-Trace-Context'))
  )
}

const SHARE_DIGITS = 13

/** By the trace's id alone, so that every function of a trace comes to the same. */
function isInSample(traceId: string, share: number): boolean {
  return Number.parseInt(traceId.slice(-SHARE_DIGITS), 16) < share * 16 ** SHARE_DIGITS
}

const newId = (bytes: number) => randomBytes(bytes).toString('hex')

/** Begins, or continues, the trace of a request to the function of that name. */
export async function startTrace(
  name: string,
  kind: SpanKind,
  caller: TraceContext | undefined,
  { config, traces, log }: Pick<World, 'config' | 'traces' | 'log'>,
): Promise<RequestTrace> {
  const traceId = caller?.traceId ?? newId(16)
  const isSampled = caller?.isSampled === true || isInSample(traceId, config.traceSample)
  if (!isSampled || !traces) {
    const here = { traceId, spanId: newId(8), isSampled }
    return { here, finish: () => Promise.resolve() }
  }
  const { recordTrace } = await import('../world/record-trace.ts')
  const { root, send } = recordTrace({
    name,
    kind,
    traceId,
    projectId: config.projectId,
    ...(caller && { parentSpanId: caller.spanId }),
  })
  return {
    here: { traceId, spanId: root.spanId, isSampled, recording: root },
    finish: async (isFailed, attributes) => {
      const { traceMillis } = config
      const late = () => new Error(`it was not taken within ${traceMillis} ms`)
      const sending = send(isFailed, attributes, traces, AbortSignal.timeout(traceMillis))
      await within(traceMillis, sending, late).catch((error: unknown) => {
        log({ severity: 'WARNING', function: name, ...toFault('the trace was not sent', error) })
      })
    },
  }
}
