// What is read of a pushed message: any version's hint, and why another one is none.
import { describe, expect, it } from 'vitest'
import { parsePush } from './push-request.ts'

const ID = '018f0000-0000-7000-8000-000000000001'
const message = {
  changeId: ID,
  type: 'booking.confirmed',
  professionalId: ID,
  revision: 7,
  at: '2026-11-23T10:00:00Z',
  by: { kind: 'client' },
  dates: ['2026-11-23'],
}
const { dates } = message
const hint = { professionalId: ID, revision: 7, at: Date.parse(message.at), dates }

const pushOf = (data: string) =>
  JSON.stringify({ message: { data: Buffer.from(data).toString('base64'), messageId: '1' } })
const push = (data: object) => parsePush(pushOf(JSON.stringify(data)))

describe('a pushed message', () => {
  it('is a hint at a calendar', () => {
    expect(push(message)).toEqual({ change: { ...hint, type: message.type } })
  })

  it('is as of its attribute, to the millisecond, where it has one that can be read', () => {
    const data = Buffer.from(JSON.stringify(message)).toString('base64')
    const as = (at: string) => parsePush(JSON.stringify({ message: { data, attributes: { at } } }))
    const exact = '2026-11-23T10:00:00.900Z'
    expect(as(exact)).toEqual({ change: { ...hint, type: message.type, at: Date.parse(exact) } })
    expect(as('soon')).toEqual({ change: { ...hint, type: message.type } })
  })

  it.each([
    ['a field', { colour: 'red' }],
    ['a kind of actor', { by: { kind: 'robot' } }],
    ['an actor without a kind', { by: {} }],
  ])('may bring %s of a later version', (_what, fields) => {
    expect(push({ ...message, ...fields })).toEqual({ change: { ...hint, type: message.type } })
  })

  it.each([
    ['in a way of a later version', { from: '2026-11-23', to: '2026-11-30' }],
    ['that are none', ['soon']],
  ])('may name dates %s, which are no hint then', (_what, said) => {
    const { dates: _dates, ...rest } = hint
    expect(push({ ...message, dates: said })).toEqual({ change: { ...rest, type: message.type } })
  })

  it('may be of a type of a later version', () => {
    expect(push({ ...message, type: 'booking.moved' })).toEqual({
      change: { ...hint, type: 'booking.moved' },
    })
  })

  it('of a later type that is no hint at a calendar is nothing to us', () => {
    expect(push({ type: 'account.merged', uid: 'someone' })).toEqual({
      unknownType: 'account.merged',
    })
    expect(push({ type: 'x'.repeat(100_000) })).toEqual({ unknownType: 'x'.repeat(60) })
  })
})

describe('a pushed message of an account', () => {
  it('names it, whatever else a later version says', () => {
    const account = { type: 'account.changed', uid: 'someone' }
    expect(push({ ...account, colour: 'red' })).toEqual({ account })
  })

  it('that names none can never be read', () => {
    expect(push({ type: 'account.changed', uid: 'a/b' })).toHaveProperty('unreadable')
  })
})

describe('what is no change message', () => {
  const SECRET = 'anna@example.com'
  /** Lists in each other, of which whoever quotes them runs out of stack. */
  const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

  it.each([
    ['the body is no JSON, or nests too deep', `{"client": "${SECRET}"`],
    ['the body is no JSON, or nests too deep', `{"message":${deep(20_000)}}`],
    ['no envelope: message: invalid_type', JSON.stringify({ data: SECRET })],
    ['the data is no JSON, or nests too deep', pushOf(SECRET)],
    [
      'the data is no JSON, or nests too deep',
      pushOf(JSON.stringify({ ...message, bookingId: 'DEEP' }).replace('"DEEP"', deep(20_000))),
    ],
    [
      'no change message: revision: invalid_type',
      pushOf(JSON.stringify({ ...message, revision: SECRET })),
    ],
    ['no change message: it: invalid_type', pushOf(JSON.stringify(SECRET))],
    [
      'no change message: professionalId: invalid_format, at: custom',
      pushOf(JSON.stringify({ ...message, professionalId: SECRET, at: SECRET })),
    ],
    ['no change message: revision: too_small', pushOf(JSON.stringify({ ...message, revision: 0 }))],
  ])('says so without a word of what it holds: %s', (reason, body) => {
    expect(parsePush(body)).toEqual({ unreadable: reason })
  })
})
