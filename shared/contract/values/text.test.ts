// Names that are made of other things, and how texts are cut.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cut, lengthOf, toName } from './text.ts'
import { name } from './values.ts'

describe('a name that is made of something else', () => {
  it('is the whole of what is short', () => {
    expect(toName(' anna@example.org ')).toBe('anna@example.org')
  })

  it('is cut to what a name may have, between characters and without a blank at its end', () => {
    expect(toName(`${'x'.repeat(242)}@example.org`)).toBe('x'.repeat(100))
    expect(toName('🙂'.repeat(101))).toBe('🙂'.repeat(100))
    expect(toName(`${'x'.repeat(99)} y`)).toBe('x'.repeat(99))
  })

  it.each(['', '  ', '\u3164', '\u200b\u2800'])('is none where nothing is seen: %j', (text) => {
    expect(toName(text)).toBeUndefined()
  })

  it('is none where what can be seen is cut off', () => {
    expect(toName(`${'\u3164'.repeat(100)}x`)).toBeUndefined()
  })

  it('is taken when it is sent back, whatever it was made of', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 })
    fc.assert(
      fc.property(
        text.filter((one) => !one.includes('\u0000')),
        (from) => {
          const made = toName(from)
          expect(made === undefined || name.parse(made) === made).toBe(true)
        },
      ),
    )
  })
})

describe('a text that is cut', () => {
  it('has at most so many characters, and is its beginning', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, characters) => {
        const kept = cut(text, characters)
        expect(lengthOf(kept)).toBeLessThanOrEqual(characters)
        expect(text.trim().startsWith(kept)).toBe(true)
      }),
    )
  })
})
