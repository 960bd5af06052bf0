// The pieces of words.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gramsOf } from './grams.ts'

describe('the pieces of a word', () => {
  it('are those of three characters, of two the word itself, of one none', () => {
    expect(gramsOf('banana')).toEqual(['ban', 'ana', 'nan'])
    expect(gramsOf('李明')).toEqual(['李明'])
    expect(gramsOf('😀é')).toEqual(['😀é'])
    expect(gramsOf('a')).toEqual([])
  })

  it('are in every text that contains it', () => {
    const text = fc.string({ unit: 'grapheme' })
    fc.assert(
      fc.property(text, text, text, (before, word, after) => {
        expect(gramsOf(word).filter((gram) => !(before + word + after).includes(gram))).toEqual([])
      }),
    )
  })
})
