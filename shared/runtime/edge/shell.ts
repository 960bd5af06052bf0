// The outermost layer of every HTTP function: request id, CORS, the trace, the one `try`, the answer, the log line.
import { type SpanKind, withTrace } from '../../tracing/current.ts'
import type { TraceContext } from '../../tracing/trace-context.ts'
import { answerCors } from './cors.ts'
import type { Handle, HttpRequest } from '../world/http.ts'
import { beginsAsCallable } from './input/read-body.ts'
import { toFault } from '../world/log.ts'
import { makeRoom } from './limits/in-progress.ts'
import {
  type Answer,
  type Exchange,
  type Outgoing,
  send,
  toProblemSent,
  toSuccess,
} from './outgoing.ts'
import { toFailure } from './problem.ts'
import { callerOf, startTrace } from './request-trace.ts'
import type { World } from '../world/world.ts'

export type Run = (request: HttpRequest, exchange: Exchange) => Promise<Answer>

/** How the trace of a request begins, if not with its headers. */
export interface Tracing {
  readonly kind: SpanKind
  readonly callerOf: (request: HttpRequest) => TraceContext | undefined
}

const REQUEST_ID = /^[\w.:-]{8,128}$/

function requestIdOf(request: HttpRequest, world: World): string {
  const given = request.get('X-Request-Id')
  return given !== undefined && REQUEST_ID.test(given) ? given : world.newId()
}

/** What is sent, and the fault that it hides. */
interface Answered {
  readonly outgoing: Outgoing
  readonly fault?: string
}

/** Whatever `run` returns or throws, as it is sent; a fault goes to the log, and nowhere else. */
async function answer(
  name: string,
  { log }: World,
  run: Run,
  request: HttpRequest,
  exchange: Exchange,
): Promise<Answered> {
  const { requestId } = exchange
  try {
    return { outgoing: toSuccess(await run(request, exchange), exchange) }
  } catch (error) {
    const failure = toFailure(error, requestId)
    const outgoing = toProblemSent(failure, exchange)
    if (failure.fault === undefined) return { outgoing }
    const told = toFault(name, failure.fault)
    log({ severity: 'ERROR', ...told, function: name, requestId })
    return { outgoing, fault: told.message }
  }
}

function logAccess(
  name: string,
  { log }: World,
  request: HttpRequest,
  { requestId }: Exchange,
  { outgoing: { status, reason }, fault }: Answered,
  millis: number,
): void {
  log({
    severity: status >= 500 ? 'ERROR' : 'INFO',
    message: `${name} ${status}${reason ? ` ${reason}` : ''}`,
    function: name,
    requestId,
    status,
    ...(reason && { reason }),
    ...(fault !== undefined && { fault }),
    millis,
    httpRequest: {
      requestMethod: request.method,
      requestUrl: `/${name}`,
      status,
      latency: `${millis / 1000}s`,
    },
  })
}

/** An HTTP function: answers whatever `run` returns or throws, and logs one line. */
export function shell(
  name: string,
  world: World,
  run: Run,
  tracing: Tracing = { kind: 'server', callerOf },
): Handle {
  // Messages are not refused: who sends them waits by itself.
  const admit = tracing.kind === 'server' ? makeRoom() : undefined
  const admitted: Run = (request, exchange) =>
    admit ? admit(() => run(request, exchange)) : run(request, exchange)
  return async (request, response) => {
    const started = world.now()
    const exchange: Exchange = {
      requestId: requestIdOf(request, world),
      isCallable: beginsAsCallable(request),
      methods: 'POST, OPTIONS',
    }
    response.set('X-Request-Id', exchange.requestId)
    if (answerCors(request, response, world.config.allowedOrigins)) return
    const trace = await startTrace(name, tracing.kind, tracing.callerOf(request), world)
    await withTrace(trace.here, async () => {
      const answered = await answer(name, world, admitted, request, exchange)
      const { outgoing } = answered
      const { status, reason } = outgoing
      // Before the answer: after it, the platform may take the CPU away.
      await trace.finish(status >= 500, {
        'http.request.method': request.method,
        'http.response.status_code': status,
        ...(reason && { 'error.type': reason }),
      })
      send(request, response, exchange, outgoing)
      logAccess(name, world, request, exchange, answered, world.now() - started)
    })
  }
}
