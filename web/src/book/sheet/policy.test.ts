import { expect, test } from 'vitest'
import { cancelRule } from './policy.ts'

const start = new Date('2026-11-27T10:00:00Z')
const at = (text: string) => Date.parse(text)

test('a booking can be cancelled until its notice begins', () => {
  expect(cancelRule(start, 1440, at('2026-11-25T12:00:00Z'))).toEqual({
    kind: 'until',
    until: new Date('2026-11-26T10:00:00Z'),
  })
})

test('a booking without a notice can be cancelled until it begins', () => {
  expect(cancelRule(start, 0, at('2026-11-27T09:59:00Z'))).toEqual({ kind: 'until-start' })
})

test('a booking that is made within its notice cannot be cancelled online', () => {
  expect(cancelRule(start, 1440, at('2026-11-26T10:00:00Z'))).toMatchObject({ kind: 'until' })
  expect(cancelRule(start, 1440, at('2026-11-26T10:00:00.001Z'))).toEqual({ kind: 'never' })
})
