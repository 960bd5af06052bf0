// Log entries in the form of Cloud Logging and Error Reporting.
import { expect, it } from 'vitest'
import { withTrace } from '../../tracing/current.ts'
import { type Entry, toFault, withTraceFields } from './log.ts'

it('names the trace in Cloud Logging’s fields within a request, and nothing outside of one', () => {
  const entries: Entry[] = []
  const log = withTraceFields('demo', (entry) => entries.push(entry))
  log({ severity: 'INFO', message: 'outside' })
  const here = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), isSampled: true }
  withTrace(here, () => log({ severity: 'INFO', message: 'inside' }))
  expect(entries).toEqual([
    { severity: 'INFO', message: 'outside' },
    {
      severity: 'INFO',
      message: 'inside',
      'logging.googleapis.com/trace': `projects/demo/traces/${'a'.repeat(32)}`,
      'logging.googleapis.com/spanId': 'b'.repeat(16),
      'logging.googleapis.com/trace_sampled': true,
    },
  ])
})

it('tells an error by a sentence and a stack that begins as V8’s do, causes behind it', () => {
  const cause = new TypeError('fetch failed')
  const { message, stack_trace } = toFault('create-booking', new Error('no answer', { cause }))
  expect(message).toBe('create-booking: no answer')
  expect(stack_trace).toMatch(
    /^Error: no answer\n {4}at .+\n[^]*\nCaused by: TypeError: fetch failed\n {4}at /,
  )
  expect(toFault('it', 'a string')).toEqual({ message: 'it: a string', stack_trace: 'a string' })
})
