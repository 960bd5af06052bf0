// An index of grams finds what is contained: the pieces that Postgres makes of a text include those that are made of any word in it.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import pg from 'pg'
import { fold } from '../../shared/contract/values/fold.ts'
import { gramsOf } from '../../shared/contract/values/grams.ts'

let client: pg.Client
beforeAll(async () => {
  const { postgres, database } = inject('parts')
  client = new pg.Client(`${postgres}${database}`)
  await client.connect()
})
afterAll(() => client.end())

it('every word of a text, and every part of it, is found by its pieces', async () => {
  // What may be stored: no zero, and no half of a character.
  const storable = fc
    .string({ unit: 'grapheme', minLength: 12, maxLength: 40 })
    .map((text) => fold(text.replaceAll('\u0000', '').toWellFormed()))
  const cases = fc.sample(fc.tuple(storable, fc.nat(10), fc.integer({ min: 2, max: 9 })), {
    numRuns: 300,
    seed: 14,
  })
  const asked = cases.map(([text, from, length]) => {
    const word = Array.from(text)
      .slice(from, from + length)
      .join('')
    return { text, grams: gramsOf(word) }
  })
  const { rows } = await client.query<{ is_found: boolean }>(
    `select grams(x.text) @> x.grams as is_found from jsonb_to_recordset($1::jsonb) as x(text text, grams text[])`,
    [JSON.stringify(asked)],
  )
  expect(asked.filter(({ grams }) => grams.length > 0).length).toBeGreaterThan(100)
  expect(asked.filter((_, index) => rows[index]?.is_found !== true)).toEqual([])
})
