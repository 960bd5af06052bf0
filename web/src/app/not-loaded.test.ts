import { describe, expect, it } from 'vitest'
import { isNotLoaded } from './not-loaded.ts'

describe('a part of the app that does not arrive', () => {
  it.each([
    'Failed to fetch dynamically imported module: https://a.example/assets/FindPage-1.js',
    'error loading dynamically imported module: https://a.example/assets/FindPage-1.js',
    'Importing a module script failed.',
    'Unable to preload CSS for /assets/FindPage-1.css',
  ])('is told from a fault: %s', (message) => {
    expect(isNotLoaded(new TypeError(message))).toBe(true)
  })

  it('is not what a fault is', () => {
    expect(isNotLoaded(new TypeError('undefined is not a function'))).toBe(false)
    expect(isNotLoaded('Failed to fetch dynamically imported module')).toBe(false)
  })
})
