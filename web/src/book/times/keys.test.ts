import { expect, test } from 'vitest'
import { openKeys } from './keys.ts'

test('the same command keeps its key, another gets its own', () => {
  const keyOf = openKeys()
  const first = keyOf({ bookingId: 'a' })
  expect(keyOf({ bookingId: 'a' })).toBe(first)
  expect(keyOf({ bookingId: 'a', reason: 'ill' })).not.toBe(first)
  expect(openKeys()({ bookingId: 'a' })).not.toBe(first)
})
