// Headers that name a trace, as callers and Google's front end write them.
import { describe, expect, it } from 'vitest'
import { parseCloudTrace, parseTraceparent, toTraceparent } from './trace-context.ts'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const SPAN = '00f067aa0ba902b7'

describe('traceparent', () => {
  it('is read, and written as it was read', () => {
    for (const text of [`00-${TRACE}-${SPAN}-01`, `00-${TRACE}-${SPAN}-00`]) {
      const context = parseTraceparent(text)
      expect(context).toEqual({ traceId: TRACE, spanId: SPAN, isSampled: text.endsWith('01') })
      expect(context && toTraceparent(context)).toBe(text)
    }
  })

  it('of a later version may say more, and other flags', () => {
    expect(parseTraceparent(`cc-${TRACE}-${SPAN}-03-what-will-be`)).toMatchObject({
      isSampled: true,
    })
    expect(parseTraceparent(`00-${TRACE}-${SPAN}-02`)).toMatchObject({ isSampled: false })
  })

  it.each([
    undefined,
    '',
    `ff-${TRACE}-${SPAN}-01`,
    `00-${'0'.repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `00-${TRACE}-${SPAN}`,
    `00-${TRACE}-${SPAN}-1`,
    `00-${TRACE}-${SPAN}-012`,
    ` 00-${TRACE}-${SPAN}-01`,
  ])('is none: %s', (text) => {
    expect(parseTraceparent(text)).toBeUndefined()
  })
})

describe('X-Cloud-Trace-Context', () => {
  it('has its span as a decimal number', () => {
    expect(parseCloudTrace(`${TRACE}/67667974448284343;o=1`)).toEqual({
      traceId: TRACE,
      spanId: SPAN,
      isSampled: true,
    })
    expect(parseCloudTrace(`${TRACE.toUpperCase()}/18446744073709551615`)).toEqual({
      traceId: TRACE,
      spanId: 'f'.repeat(16),
      isSampled: false,
    })
  })

  it.each([
    undefined,
    TRACE,
    `${TRACE}/0;o=1`,
    `${TRACE}/18446744073709551616`,
    `${'0'.repeat(32)}/1`,
    `${TRACE}/1;o=1;x`,
  ])('is none: %s', (text) => {
    expect(parseCloudTrace(text)).toBeUndefined()
  })
})
