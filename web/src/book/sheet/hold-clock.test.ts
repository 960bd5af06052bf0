import { expect, test } from 'vitest'
import { readHold } from './hold-clock.ts'

const TEN = 600_000

test('a fresh hold has its whole bar and says nothing', () => {
  expect(readHold(TEN, TEN, 0)).toEqual({
    leftMillis: TEN,
    share: 1,
    isLate: false,
    spokenMillis: undefined,
  })
})

test('two minutes, one minute and half a minute are said, each from then on', () => {
  const spoken = [121_000, 120_000, 61_000, 60_000, 30_000, 1].map(
    (left) => readHold(TEN, TEN, TEN - left).spokenMillis,
  )
  expect(spoken).toEqual([undefined, 120_000, 120_000, 60_000, 30_000, 30_000])
})

test('the last minute is late, and nothing is less than nothing', () => {
  expect(readHold(TEN, TEN, TEN - 60_000).isLate).toBe(false)
  expect(readHold(TEN, TEN, TEN - 59_999).isLate).toBe(true)
  expect(readHold(TEN, TEN, TEN + 5000)).toMatchObject({ leftMillis: 0, share: 0 })
})
