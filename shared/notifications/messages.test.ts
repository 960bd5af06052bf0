// Both languages say everything, with the same names in it.
import { describe, expect, it } from 'vitest'
import de from './messages/de.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import { type MessageKey, languageOf, message } from './messages.ts'

const keys = Object.keys(en) as readonly MessageKey[] // of an import, whose keys are these

const namesIn = (text: string | object): string[] =>
  [...new Set(JSON.stringify(text).match(/\{\w+\}/g))].toSorted()

describe('the messages', () => {
  it('are the same in both languages', () => {
    expect(Object.keys(de)).toEqual(Object.keys(en))
  })

  it.each(keys)('%s names the same in both languages', (key) => {
    expect(namesIn(de[key])).toEqual(namesIn(en[key]))
  })

  it('have no exclamation marks and no blame', () => {
    expect(JSON.stringify([en, de])).not.toMatch(/!|oops|sorry/i)
  })

  it('take the form that their number asks for', () => {
    expect([1, 2].map((count) => message('en', 'line.seats', { count }))).toEqual([
      '1 seat',
      '2 seats',
    ])
    expect([1, 2].map((count) => message('de', 'line.seats', { count }))).toEqual([
      '1 Platz',
      '2 Plätze',
    ])
  })

  it('are never sent with a name left open', () => {
    expect(() => message('en', 'line.when')).toThrow('line.when needs when')
  })
})

describe('the language of a locale', () => {
  it.each([
    ['de', 'de'],
    ['de-CH', 'de'],
    ['DE_at', 'en'],
    ['en-US', 'en'],
    ['fr', 'en'],
    [undefined, 'en'],
  ] as const)('%s is %s', (locale, language) => {
    expect(languageOf(locale)).toBe(language)
  })
})
