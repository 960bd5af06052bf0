// What is said of a wrong input: every field by its path, with its value.
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { ERRORS_NAMED, toFieldErrors, toFirstErrors } from './issues.ts'
import * as v from '../values/values.ts'

function errorsOf(schema: z.ZodType, input: unknown) {
  const parsed = schema.safeParse(input)
  return parsed.success ? [] : toFieldErrors(parsed.error, input)
}

describe('an error names', () => {
  const schema = z.strictObject({
    seats: v.seats,
    client: z.strictObject({ email: v.email }).optional(),
    hours: v.weeklyHours.optional(),
  })

  it('the field by its path, and the value that is wrong', () => {
    const [error] = errorsOf(schema, { seats: 1, client: { email: 'me' } })
    expect(error?.path).toBe('client.email')
    expect(error?.message).toMatch(/, got "me"$/)
  })

  it('the place in a list', () => {
    const hours = [
      { weekday: 1, start: '09:00', end: '10:00' },
      { weekday: 1, start: '9:00', end: '10:00' },
    ]
    expect(errorsOf(schema, { seats: 1, hours })).toEqual([
      {
        path: 'hours.1.start',
        message: expect.stringMatching(/^"9:00" is not a wall time/) as string,
      },
    ])
  })

  it('every field that is wrong, not only the first', () => {
    const errors = errorsOf(schema, { seats: 0, client: {}, hours: 'always', more: 1 })
    expect(errors.map(({ path }) => path).toSorted()).toEqual([
      'client.email',
      'hours',
      'more',
      'seats',
    ])
  })

  it('a missing field as required, without a value', () => {
    expect(errorsOf(schema, {})).toEqual([{ path: 'seats', message: 'is required' }])
  })

  it('every unknown field, also inside others, without its value', () => {
    expect(errorsOf(schema, { seats: 1, a: 'secret', b: 2 })).toEqual([
      { path: 'a', message: 'is not a known field' },
      { path: 'b', message: 'is not a known field' },
    ])
    expect(errorsOf(schema, { seats: 1, client: { email: 'a@b.cd', fax: 1 } })).toEqual([
      { path: 'client.fax', message: 'is not a known field' },
    ])
  })

  it('the whole body by an empty path', () => {
    expect(errorsOf(schema, 'seats').map(({ path }) => path)).toEqual([''])
    expect(errorsOf(schema, null).map(({ path }) => path)).toEqual([''])
    expect(errorsOf(schema, [1]).map(({ path }) => path)).toEqual([''])
  })

  it('a value once, where the message quotes it already', () => {
    const [error] = errorsOf(z.strictObject({ zone: v.timeZone }), { zone: 'Mars' })
    expect(error).toEqual({ path: 'zone', message: '"Mars" is not an IANA time zone' })
  })

  it('only the beginning of a long value', () => {
    const [error] = errorsOf(schema, { seats: 'x'.repeat(10_000) })
    expect(error?.message.length).toBeLessThan(200)
    expect(error?.message).toContain('xxx…')
  })
})

describe('of a field that may be one thing or another', () => {
  const rule = z.strictObject({ effectiveFrom: v.date, hours: v.weeklyHours })
  const schema = z.strictObject({ hours: z.union([v.weeklyHours, z.array(rule)]) })

  it('the errors are those of the form that it comes nearest to', () => {
    const weekly = [{ weekday: 9, start: '09:00', end: '10:00' }]
    expect(errorsOf(schema, { hours: weekly }).map(({ path }) => path)).toEqual(['hours.0.weekday'])
    const rules = [{ effectiveFrom: '2026-01-01', hours: weekly }]
    expect(errorsOf(schema, { hours: rules }).map(({ path }) => path)).toEqual([
      'hours.0.hours.0.weekday',
    ])
  })

  it('a value that is neither is named once', () => {
    const errors = errorsOf(schema, { hours: 'always' })
    expect(errors.map(({ path }) => path)).toEqual(['hours'])
    expect(errors[0]?.message).toContain('"always"')
  })
})

describe('of many errors', () => {
  const schema = z.strictObject({ seats: z.array(v.seats) })
  const input = { seats: Array.from({ length: 300 }, () => 0), more: 1 }
  const parsed = schema.safeParse(input)
  if (parsed.success) throw new Error('the input must be refused')

  it('the first are named, and all of them counted', () => {
    const { errors, errorCount } = toFirstErrors(parsed.error, input)
    expect(errors).toHaveLength(ERRORS_NAMED)
    expect(errors).toEqual(toFieldErrors(parsed.error, input).slice(0, ERRORS_NAMED))
    expect(errorCount).toBe(301)
  })

  it('all are named to whoever wants all', () => {
    expect(toFieldErrors(parsed.error, input)).toHaveLength(301)
  })
})
