import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const FOLDER = join(import.meta.dirname, '../../messages')

type Texts = Readonly<Record<string, string>>

const read = (language: string, file: string): Texts =>
  JSON.parse(readFileSync(join(FOLDER, language, file), 'utf8')) as Texts

const placesOf = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').toSorted()

describe.each(globSync('*.json', { cwd: join(FOLDER, 'en') }))('the texts of %s', (file) => {
  const english = read('en', file)
  const german = read('de', file)

  it('are the same in both languages, key by key', () => {
    expect(Object.keys(german).toSorted()).toEqual(Object.keys(english).toSorted())
  })

  it('have the same places to fill', () => {
    const other = Object.keys(english).filter(
      (key) => String(placesOf(english[key] ?? '')) !== String(placesOf(german[key] ?? '')),
    )
    expect(other).toEqual([])
  })

  it('have both forms of every plural', () => {
    const lonely = Object.keys(english).filter(
      (key) => key.endsWith('.one') && !(key.replace(/one$/, 'other') in english),
    )
    expect(lonely).toEqual([])
  })

  it('are used', () => {
    const sources = globSync('../src/**/*.{ts,tsx}', { cwd: FOLDER })
      .filter((path) => !path.includes('.test.'))
      .map((path) => readFileSync(join(FOLDER, path), 'utf8'))
      .join('\n')
    const unused = Object.keys(english).filter(
      (key) => !new RegExp(`['"]${key.replace(/\.(one|other)$/, '')}['"]`).test(sources),
    )
    expect(unused).toEqual([])
  })
})

describe('no text', () => {
  it('blames, shouts or shows a code', () => {
    const files = globSync('{en,de}/*.json', { cwd: FOLDER })
    const loud = files.flatMap((file) =>
      Object.entries(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Texts)
        .filter(([, text]) => /!|oops|\binvalid\b|\berror\b|ungültig/i.test(text))
        .map(([key, text]) => `${file} ${key}: ${text}`),
    )
    expect(loud).toEqual([])
  })
})
