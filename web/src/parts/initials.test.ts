import { describe, expect, it } from 'vitest'
import { initialsOf } from './initials.ts'

describe('the initials', () => {
  it.each([
    ['Anna Weber', 'AW'],
    ['Dr. Anna Maria Weber', 'AW'],
    ['Prof Okafor', 'O'],
    ['  élodie  ', 'É'],
    ['佐藤 花子', '佐花'],
    ['😀 Smile', '😀S'],
    ['', ''],
  ])('of "%s" are "%s"', (name, initials) => {
    expect(initialsOf(name)).toBe(initials)
  })
})
