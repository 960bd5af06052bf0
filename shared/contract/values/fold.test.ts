// What a search takes for the same text, and what stays apart.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from './fold.ts'

describe('the same to a search are', () => {
  it.each([
    ['capitals', 'MÜLLER', 'müller'],
    ['accents', 'Crème Brûlée', 'creme brulee'],
    ['another normal form', 'Zu\u0308rich', 'Z\u00fcrich'],
    ['a sharp s and two', 'Straße', 'STRASSE'],
    ['a capital sharp s', 'STRAẞE', 'straße'],
    ['a final sigma', 'ΟΔΟΣ', 'οδος'],
    ['any sigma', 'ΟΔΥΣΣΕΥΣ', 'οδυσσευσ'],
    ['Greek accents and iota', 'ᾍδης', 'αδησ'],
    ['a dotted capital i', 'İSTANBUL', 'istanbul'],
    ['ligatures', 'ﬁne ﬂow', 'fine flow'],
    ['full-width letters', 'ＹＯＧＡ', 'yoga'],
    ['half-width kana', 'ﾖｶﾞ', 'ヨガ'],
    ['Cyrillic', 'ЁЛКА', 'елка'],
    ['Cherokee, great and small', 'ᏣᎳᎩ', 'ꮳꮃꭹ'],
    ['a long s', 'Maſſage', 'massage'],
    ['a kelvin sign', '\u212a', 'k'],
    ['Hangul in jamo', '안녕', '안녕'.normalize('NFD')],
  ])('%s', (_, one, other) => {
    expect(fold(one)).toBe(fold(other))
  })
})

describe('apart to a search stay', () => {
  it.each([
    ['a dotless i', 'ı', 'i'],
    ['a stroked o', 'ø', 'o'],
    ['voiced and plain kana', 'ば', 'は'],
    ['vowels of Devanagari', 'कि', 'की'],
  ])('%s', (_, one, other) => {
    expect(fold(one)).not.toBe(fold(other))
  })
})

/** All characters that have a meaning by themselves. */
const ALL = Array.from({ length: 0x11_0000 }, (_, point) => point)
  .filter((point) => point < 0xd800 || point > 0xdfff)
  .map((point) => String.fromCodePoint(point))
  .filter((character) => /^[^\p{Cn}\p{Co}]$/u.test(character))

const unicodeEscape = (character: string) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`

describe('folding', () => {
  it('again changes nothing, of any character', () => {
    const unstable = ALL.map(fold).filter((folded) => fold(folded) !== folded)
    expect([ALL.length > 150_000, unstable]).toEqual([true, []])
  })

  it('again changes nothing, of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
    )
  })

  it('makes the same of any character, however it is written', () => {
    const forms = ['NFC', 'NFD', 'NFKC', 'NFKD'] as const
    const written = ALL.filter((character) => character.normalize('NFKD') !== character)
    const different = written.filter((character) =>
      forms.some((form) => fold(character.normalize(form)) !== fold(character)),
    )
    expect([written.length > 15_000, different]).toEqual([true, []])
  })

  it('makes the same of characters that a regular expression takes for the same without case', () => {
    const pairs = ALL.filter((character) => character !== '\u0345') // a mark by itself, which comes off
      .flatMap((character) => [
        [character, character.toLowerCase()] as const,
        [character, character.toUpperCase()] as const,
      ])
      .filter(([one, other]) => one !== other)
      .filter(([one, other]) => new RegExp(`^${unicodeEscape(one)}$`, 'iu').test(other))
    const different = pairs.filter(([one, other]) => fold(one) !== fold(other))
    expect([pairs.length > 2_500, different]).toEqual([true, []])
  })
})
