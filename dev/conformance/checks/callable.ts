// The callable protocol of the Firebase SDKs beside the plain form: the same answers, and the same refusals.
import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { checksOf } from '../bench/check.ts'
import { granted, must, mustEqual, refused } from '../bench/expect.ts'
import { parseJson, type Reply } from '../bench/line.ts'
import { Anything, Booked, CallableError, CallableResult, Problem } from '../bench/shapes.ts'
import * as p from './practice.ts'

export const callable = checksOf('Every request', [
  {
    id: 'callable/same-answer',
    about: 'search-availability',
    says: 'the callable form answers {"result": …} with what the plain form answers',
    run: async (b) => {
      const ask = await p.searchAsk(b)
      const plain = await b.call(ask)
      granted(plain, Anything)
      const called = await b.call({ ...ask, isCallable: true })
      mustEqual(called.status, 200, 'the status', called)
      const { result } = z.parse(CallableResult, bodyOf(called, CallableResult))
      mustEqual(result, plain.body, 'the same answer', called)
      // What Swift's Int and Kotlin's Long arrive as.
      const long = { '@type': 'type.googleapis.com/google.protobuf.Int64Value', value: '1' }
      const wrapped = await b.call({
        ...ask,
        isCallable: true,
        body: { ...ask.query, seats: long },
      })
      mustEqual(
        bodyOf(wrapped, CallableResult).result,
        plain.body,
        'with a 64-bit integer',
        wrapped,
      )
      const nothing = await b.call({
        name: 'get-account',
        as: ask.as,
        isCallable: true,
        body: '{"data":null}',
      })
      bodyOf(nothing, CallableResult)
    },
  },
  {
    id: 'callable/same-command',
    about: 'create-booking',
    says: 'a command in the callable form does and answers what the plain form does',
    run: async (b) => {
      const { group, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const headers = { 'Idempotency-Key': randomUUID() }
      const ask = {
        name: 'create-booking',
        as: await b.person('ann'),
        body: { serviceId: group, start: day.at('09:00') },
        headers,
      }
      const { booking } = granted(await b.call({ ...ask, isCallable: true }), Booked)
      const plain = await b.call(ask)
      mustEqual(granted(plain, Booked).booking, booking, 'the plain form answers the same', plain)
      mustEqual((await p.agendaOf(b, day)).length, 1, 'one booking')
    },
  },
  {
    id: 'callable/same-refusal',
    about: 'create-booking',
    says: 'the callable form refuses with {"error": …}: the plain form’s status, the problem as details',
    run: async (b) => {
      const { talk, open } = await b.stage()
      const day = await open(['09:00', '10:00'])
      const ask = {
        name: 'create-booking',
        as: await b.person('ann'),
        body: { serviceId: talk, start: day.at('09:10') },
      }
      const plain = await b.call(ask)
      const problem = refused(plain, 'off-grid', 'a start off the grid')
      const called = await b.call({ ...ask, isCallable: true })
      mustEqual(called.status, plain.status, 'the same status', called)
      const { error } = bodyOf(called, CallableError)
      mustEqual(error.status, 'FAILED_PRECONDITION', 'the code of the SDKs', called)
      const { requestId: _, ...details } = z.parse(Problem, error.details)
      const { requestId: __, ...wanted } = problem
      mustEqual(details, wanted, 'the same problem', called)
      mustEqual(error.message, problem.detail, 'the message is its detail', called)
      const nobody = await b.call({ ...ask, as: undefined, isCallable: true })
      mustEqual(
        [nobody.status, bodyOf(nobody, CallableError).error.status],
        [401, 'UNAUTHENTICATED'],
        'signed out',
        nobody,
      )
    },
  },
  {
    id: 'callable/event-stream',
    about: 'search-availability',
    says: 'asked for an event stream it answers the same as one data line',
    run: async (b) => {
      const ask = { ...(await p.searchAsk(b)), isCallable: true }
      const usual = await b.call(ask)
      const streamed = await b.call({ ...ask, headers: { Accept: 'text/event-stream' } })
      const { text } = streamed.exchange
      must(
        text.startsWith('data: '),
        'a line that begins with "data: "',
        text.slice(0, 80),
        streamed,
      )
      mustEqual(parseJson(text.slice(6)), usual.body, 'the same answer', streamed)
    },
  },
])

function bodyOf<T>({ body, exchange }: Reply, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(body)
  must(
    parsed.success,
    exchange.status < 400
      ? 'the body is {"result": …}'
      : 'the body is {"error": {"status", "message", "details"}}',
    exchange.text.slice(0, 300),
    { exchange },
  )
  return schema.parse(body)
}
