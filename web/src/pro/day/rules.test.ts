// Which refusals an owner may set aside.
import { expect, it } from 'vitest'
import { Refusal } from '../../../../client/index.ts'
import { ruleOf, together, toRule } from './rules.ts'

const refusal = (reason: Refusal['reason']) =>
  new Refusal({ type: '', title: '', status: 409, detail: '', reason, requestId: 'r' })

it('may be a rule of the owner’s own, never another appointment', () => {
  expect(ruleOf(refusal('outside-hours'))).toBe('outside-hours')
  expect(ruleOf(refusal('slot-taken'))).toBeUndefined()
  expect(ruleOf(new Error('outside-hours'))).toBeUndefined()
  expect(toRule('service-inactive')).toBeUndefined()
})

it('are named each once, in the order in which they refuse', () => {
  expect(together(['off-grid'], ['too-soon', 'off-grid'])).toEqual(['too-soon', 'off-grid'])
})
