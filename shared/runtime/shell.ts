// The outermost layer of every HTTP function: request id, CORS, the one `try`, the answer in the caller's protocol, the log line.
import type { HttpFunction, Request, Response } from '@google-cloud/functions-framework'
import type { Reason } from '../contract/reasons.ts'
import { toCallableError, toCallableResult } from './callable.ts'
import { answerCors } from './cors.ts'
import { toStack } from './log.ts'
import { type Failure, toFailure } from './problem.ts'
import type { World } from './world.ts'

/** What is known of a request while it is handled. */
export interface Exchange {
  readonly requestId: string
  /** Set as soon as the body was read. */
  isCallable: boolean
  /** Named where another one was used. */
  methods: string
}

/** A successful answer. */
export interface Answer {
  readonly body: object
  readonly headers?: Readonly<Record<string, string>>
  /** The caller has this answer already (304); only where the request named its ETag. */
  readonly isUnchanged?: boolean
}

export type Run = (request: Request, exchange: Exchange) => Promise<Answer>

const REQUEST_ID = /^[\w.:-]{8,128}$/

function requestIdOf(request: Request, world: World): string {
  const given = request.get('X-Request-Id')
  return given !== undefined && REQUEST_ID.test(given) ? given : world.newId()
}

/** Sends text as the caller's protocol wants it: whole, or as the one event of a stream. */
function send(
  request: Request,
  response: Response,
  exchange: Exchange,
  text: string,
  type: string,
): void {
  if (exchange.isCallable && /\btext\/event-stream\b/.test(request.get('Accept') ?? '')) {
    response.set('Content-Type', 'text/event-stream; charset=utf-8')
    response.end(`data: ${text}\n\n`)
    return
  }
  response.set('Content-Type', `${type}; charset=utf-8`)
  response.end(text)
}

function sendAnswer(
  request: Request,
  response: Response,
  exchange: Exchange,
  answer: Answer,
): void {
  response.set(answer.headers ?? {})
  if (answer.isUnchanged) {
    response.status(304).end()
    return
  }
  response.status(200)
  const text = exchange.isCallable ? toCallableResult(answer.body) : JSON.stringify(answer.body)
  send(request, response, exchange, text, 'application/json')
}

function sendFailure(
  request: Request,
  response: Response,
  exchange: Exchange,
  failure: Failure,
): void {
  const { problem, retryAfterSeconds } = failure
  if (retryAfterSeconds !== undefined) response.set('Retry-After', String(retryAfterSeconds))
  if (problem.reason === 'method-not-allowed') response.set('Allow', exchange.methods)
  if (problem.reason === 'payload-too-large') response.set('Connection', 'close')
  response.status(problem.status)
  const text = exchange.isCallable ? toCallableError(problem) : JSON.stringify(problem)
  send(
    request,
    response,
    exchange,
    text,
    exchange.isCallable ? 'application/json' : 'application/problem+json',
  )
}

/** An HTTP function under functions-framework: answers whatever `run` returns or throws, and logs one line. */
export function shell(name: string, world: World, run: Run): HttpFunction {
  return async (request, response) => {
    const started = world.now()
    const exchange: Exchange = {
      requestId: requestIdOf(request, world),
      isCallable: false,
      methods: 'POST, OPTIONS',
    }
    const { requestId } = exchange
    response.set('X-Request-Id', requestId)
    if (answerCors(request, response, world.config.allowedOrigins)) return
    let reason: Reason | undefined
    try {
      sendAnswer(request, response, exchange, await run(request, exchange))
    } catch (error) {
      const failure = toFailure(error, requestId)
      reason = failure.problem.reason
      if (failure.fault !== undefined)
        world.log({ severity: 'ERROR', message: toStack(failure.fault), function: name, requestId })
      sendFailure(request, response, exchange, failure)
    }
    const status = response.statusCode
    world.log({
      severity: status >= 500 ? 'ERROR' : 'INFO',
      message: `${name} ${status}${reason ? ` ${reason}` : ''}`,
      function: name,
      requestId,
      status,
      ...(reason && { reason }),
      millis: world.now() - started,
    })
  }
}
