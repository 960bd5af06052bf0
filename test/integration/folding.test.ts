// The folding of searches: beside Postgres' own, character by character, and of rows that were written without it.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fold } from '../../shared/contract/values/fold.ts'
import { foldRows } from '../../shared/database/save/fold-rows.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import { findAll } from '../support/search.ts'
import type { User } from '../support/users.ts'

let backend: Backend
let client: User

beforeAll(async () => {
  backend = await startBackend({ subscribe: false })
  client = await backend.user('Carl Client')
})
afterAll(() => backend.stop())

// As the contract says it, by Postgres' own code and Unicode data: NFKD, the marks off, full case folding, NFC.
const FOLDED = `normalize(casefold(regexp_replace(normalize(t, NFKD), '[\\u0300-\\u036f]', '', 'g') collate "pg_unicode_fast"), NFC)`

it('every character is folded as Postgres folds it, alone, at the end of a word, and before a mark', async () => {
  const { rows } = await backend.database.query<{ text: string; theirs: string }>(
    `select t as text, ${FOLDED} as theirs
    from (select chr(n) || ' ' || 'Α' || chr(n) || ' ' || chr(n) || U&'\\0307' as t
      from generate_series(1, 1114111) as n where n not between 55296 and 57343) as all_of_them
    where unicode_assigned(t)`,
  )
  expect(rows.length).toBeGreaterThan(150_000)
  const otherwise = rows.filter(({ text, theirs }) => fold(text) !== theirs)
  expect(otherwise).toEqual([])
})

const find = async (query: Record<string, string>) =>
  (await findAll(backend, client, query)).map(({ professional }) => professional.name)

it('what an older version wrote is found without case and accents at once, and as everything else once it was folded', async () => {
  const owner = await backend.user('Olga Owner')
  const professional = { name: 'Ömer', headline: 'Straße', specialties: ['Crème', 'A, B'] }
  const { professionalId, serviceId } = await f.makeProfessional(backend, owner, {
    professional,
    service: { name: 'Brûlée' },
  })
  await f.makeProfessional(backend, await backend.user('Otto Other'))
  expect(await foldRows(backend.world.database)).toBe(0)

  // One that knows no folding leaves it out where a row is new, and as it was where a row changes.
  const older = async (folded: string | null, keys: readonly string[] | null) => {
    const told = [professionalId, folded, keys]
    await backend.database.query(
      'update professionals set folded = $2, specialty_keys = $3 where professional_id = $1',
      told,
    )
    await backend.database.query('update services set folded = $2 where service_id = $1', [
      serviceId,
      folded,
    ])
  }
  await older(null, null)
  expect(await find({ text: 'o\u0308mer STRA BRULEE' })).toEqual(['Ömer'])
  expect(await find({ specialty: 'CRÈME' })).toEqual(['Ömer'])
  expect(await foldRows(backend.world.database)).toBe(2)
  await older('anna', ['a', 'b'])
  expect(await find({ text: 'omer' })).toEqual([])
  expect(await foldRows(backend.world.database)).toBe(2)
  expect(await foldRows(backend.world.database)).toBe(0)
  expect(await find({ text: 'omer STRASSE brulee' })).toEqual(['Ömer'])
  for (const specialty of ['creme', 'CRÈME', 'a, b'])
    expect(await find({ specialty })).toEqual(['Ömer'])
})
