// What is read of a dead letter, whoever made it one.
import { describe, expect, it } from 'vitest'
import { readLetter } from './letter.ts'

const ID = '018f0000-0000-7000-8000-000000000001'
const change = {
  type: 'booking.confirmed',
  professionalId: ID,
  revision: 7,
  at: '2026-11-23T10:00:00Z',
  dates: ['2026-11-23'],
}
const toBase64 = (text: string) => Buffer.from(text).toString('base64')
const data = toBase64(JSON.stringify(change))
const attributes = { type: change.type, at: '2026-11-23T10:00:00.900Z' }
const subscriber = 'fan-out-availability'

/** As a subscriber of ours hands it over. */
const ours = (body: string, of = subscriber) =>
  readLetter({ data: toBase64(body), attributes: { reason: 'a reason', subscriber: of } })
/** As Pub/Sub makes one after its attempts. */
const pubsubs = (subscription: string, message = data) =>
  readLetter({
    data: message,
    attributes: {
      ...attributes,
      CloudPubSubDeadLetterSourceSubscription: subscription,
      CloudPubSubDeadLetterSourceDeliveryCount: '20',
    },
  })
const again = {
  topic: 'calendar-changes',
  data,
  attributes: { ...attributes, addressee: subscriber },
  orderingKey: ID,
}

describe('a dead letter', () => {
  it('of a subscriber that gave it up goes back to it alone, as it was published', () => {
    const body = JSON.stringify({ message: { data, attributes, messageId: '1' } })
    expect(ours(body)).toEqual({
      subscriber,
      type: change.type,
      professionalId: ID,
      reason: 'a reason',
      outcome: again,
    })
  })

  it('that Pub/Sub gave up does too, without what Pub/Sub has added', () => {
    const { outcome, ...about } = pubsubs(subscriber)
    expect(outcome).toEqual(again)
    expect(about).toMatchObject({
      subscriber,
      reason: 'given up after 20 attempts; the log of fan-out-availability says why',
    })
  })

  it('that was handed in before goes back to whoever failed it now', () => {
    const told = { ...attributes, addressee: subscriber }
    const body = JSON.stringify({ message: { data, attributes: told } })
    expect(ours(body, 'send-notifications').outcome).toMatchObject({
      attributes: { addressee: 'send-notifications' },
    })
  })

  it('of an account goes to the topic of accounts, and shows nothing of whom', () => {
    const account = toBase64(JSON.stringify({ type: 'account.changed', uid: 'someone' }))
    const read = pubsubs('send-notifications-account-changes', account)
    expect(read.outcome).toMatchObject({ topic: 'account-changes', data: account })
    expect(read.outcome).not.toHaveProperty('orderingKey')
    expect({ ...read, outcome: {} }).toEqual({
      subscriber: 'send-notifications',
      type: 'account.changed',
      reason: 'given up after 20 attempts; the log of send-notifications-account-changes says why',
      outcome: {},
    })
  })

  it.each([
    ['that is no JSON', ours('nonsense'), 'the body is no JSON'],
    ['whose data are no JSON', pubsubs(subscriber, toBase64('nonsense')), 'the data is no JSON'],
    ['of a type that came later', pubsubs(subscriber, toBase64('{"type":"a.b"}')), 'its type'],
    ['of a subscriber that is gone', pubsubs('old-one'), 'its subscriber is none of ours'],
    ['of nobody', readLetter({ data, attributes: {} }), 'its subscriber is none of ours'],
  ])('%s stays, and says why', (_what, { outcome }, why) => {
    expect(outcome).toEqual({ stays: expect.stringContaining(why) as string })
  })
})
