// The language that a browser asks for first.
import { expect, it } from 'vitest'
import { localeOf } from './link-function.ts'

it.each([
  [undefined, undefined],
  ['', undefined],
  ['*', undefined],
  ['de', 'de'],
  ['fr;q=0.2, de-at, en;q=0.5', 'de-AT'],
  ['en;q=0.5, de;q=0.9', 'de'],
  ['de_DE, en', 'en'],
  [`${'x'.repeat(10_000)}, en;q=nonsense`, 'en'],
])('%j: %s', (header, locale) => {
  expect(localeOf(header)).toBe(locale)
})
