// How deep a value nests, told without following it to its end.
import { expect, it } from 'vitest'
import { DEPTH_MAX, isWithinDepth } from './depth.ts'

const nested = (depth: number): unknown =>
  JSON.parse(`${'{"a":['.repeat(depth / 2)}1${']}'.repeat(depth / 2)}`)

it('is within its limit or not, of lists and objects alike, however deep', () => {
  expect(isWithinDepth(nested(DEPTH_MAX))).toBe(true)
  expect(isWithinDepth(nested(DEPTH_MAX + 2))).toBe(false)
  // JSON.parse reads what a recursion over it could not follow.
  expect(isWithinDepth(nested(9_000))).toBe(false)
  expect([null, 'a', 1, [], {}].every((value) => isWithinDepth(value))).toBe(true)
})
