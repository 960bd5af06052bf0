// What an instance keeps of its answers, for whom, for how long, and how much at the most.
import { describe, expect, it } from 'vitest'
import { toActor } from '../../../identity/actor.ts'
import { type Kept, keepAnswers } from './kept-answers.ts'

const actorOf = (uid: string, claims: object = {}) =>
  toActor({ uid, firebase: { sign_in_provider: 'password' }, ...claims })

/** More than any of these needs. */
const AMPLE = { answers: 100, bytes: 100_000 }

const ANN = actorOf('ann')
const BEN = actorOf('ben')

const answer = (fields: Partial<Kept> = {}): Kept => ({
  professionalId: 'p',
  revision: 7,
  since: 1_000,
  until: 2_000,
  for: { notFor: new Set() },
  json: Buffer.from('{}'),
  etag: '"1"',
  ...fields,
})

describe('an answer that is kept', () => {
  it('is found by whoever asks the same, and by nobody who asks something else', () => {
    const answers = keepAnswers(AMPLE)
    const kept = answer()
    answers.keep('what?', ANN, kept)
    expect(answers.find('what?', ANN, 1_500)).toEqual([kept])
    expect(answers.find('what?', BEN, 1_500)).toEqual([kept])
    expect(answers.find('what else?', ANN, 1_500)).toEqual([])
  })

  it.each([
    [999, false],
    [1_000, true],
    [1_999, true],
    [2_000, false],
  ])('at %i is found: %j', (now, isFound) => {
    const answers = keepAnswers(AMPLE)
    answers.keep('what?', ANN, answer())
    expect(answers.find('what?', ANN, now).length === 1).toBe(isFound)
  })

  it('is not found by those whom it is not for; they have one of their own', () => {
    const answers = keepAnswers(AMPLE)
    const shared = answer({ for: { notFor: new Set(['ben']) } })
    answers.keep('what?', ANN, shared)
    expect(answers.find('what?', BEN, 1_500)).toEqual([])
    const own = answer({ for: { notFor: new Set(['ben']) }, etag: '"2"' })
    answers.keep('what?', BEN, own)
    expect(answers.find('what?', BEN, 1_500)).toEqual([own])
    expect(answers.find('what?', ANN, 1_500)).toEqual([shared])
  })

  it.each([
    ['of the same account', {}, true],
    ['of another', { uid: 'ben' }, false],
    ['of an admin', { admin: true }, false],
    ['with a verified address', { email: 'a@example.com', email_verified: true }, false],
    ['with a number', { phone_number: '+491' }, false],
  ])('for its caller alone is found by one %s: %j', (_, claims, isFound) => {
    const answers = keepAnswers(AMPLE)
    answers.keep('what?', ANN, answer({ for: 'caller' }))
    expect(answers.find('what?', actorOf('ann', claims), 1_500).length === 1).toBe(isFound)
  })
})

it('of an older revision hides none that a caller has of their own', () => {
  const answers = keepAnswers(AMPLE)
  const old = answer()
  const own = answer({ revision: 8, for: { notFor: new Set(['ann']) } })
  answers.keep('what?', BEN, old)
  answers.keep('what?', ANN, own)
  expect(answers.find('what?', ANN, 1_500)).toEqual([old, own])
})

describe('what is kept', () => {
  it('is so many answers: what was asked for longest ago goes', () => {
    const answers = keepAnswers({ answers: 2, bytes: 1_000 })
    answers.keep('a', ANN, answer())
    answers.keep('b', ANN, answer())
    answers.find('a', BEN, 1_500)
    answers.keep('c', ANN, answer())
    const left = ['a', 'b', 'c'].filter((question) => answers.find(question, ANN, 1_500).length > 0)
    expect(left).toEqual(['a', 'c'])
  })

  it('is so many bytes, also after answers were replaced and dropped', () => {
    const answers = keepAnswers({ answers: 100, bytes: 10 })
    const json = Buffer.from('12345')
    for (let again = 0; again < 5; again++) answers.keep('a', ANN, answer({ json }))
    answers.keep('b', ANN, answer({ json }))
    expect(answers.find('a', ANN, 1_500)).toHaveLength(1)
    answers.find('b', ANN, 9_999)
    answers.keep('c', ANN, answer({ json }))
    expect(answers.find('a', ANN, 1_500)).toHaveLength(1)
    answers.keep('d', ANN, answer({ json: Buffer.from('12345678901') }))
    expect(answers.find('d', ANN, 1_500)).toEqual([])
    expect(answers.find('c', ANN, 1_500)).toHaveLength(1)
  })
})
