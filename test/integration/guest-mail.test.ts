// Strangers' addresses are no target: so many of one owner's a day, so often each, and nobody else's day is shorter for it.
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  ADDRESSES_A_DAY,
  MAILS_AN_ADDRESS,
  countGuestMail,
} from '../../shared/database/notify/guest-mail.ts'
import { type Backend, startBackend } from '../support/backend.ts'

let backend: Backend

beforeAll(async () => {
  backend = await startBackend({ subscribe: false })
})
afterAll(() => backend.stop())

const TODAY = '2027-03-02'
const count = (digest: string, ownerUid = 'olga', date = TODAY, isAgain = false) =>
  countGuestMail(backend.world.database, { ownerUid, date, digest, isAgain })

it('one address gets so many mails of one owner on a day', async () => {
  // Several at once, as deliveries are.
  const counted = await Promise.all(
    Array.from({ length: MAILS_AN_ADDRESS + 5 }, () => count('gus')),
  )
  expect(counted.filter(Boolean)).toHaveLength(MAILS_AN_ADDRESS)
  expect(await count('gus')).toBe(false)
  expect(await count('another')).toBe(true)
  expect(await count('gus', 'otto')).toBe(true)
  expect(await count('gus', 'olga', '2027-03-03')).toBe(true)
})

it('so many addresses get any', async () => {
  for (let index = 0; index < ADDRESSES_A_DAY; index++)
    expect(await count(`guest ${index}`, 'ada')).toBe(true)
  expect(await count('one more', 'ada')).toBe(false)
  expect(await count('guest 7', 'ada')).toBe(true)
})

it('what is tried again counts once, and as any other where it did not count yet', async () => {
  const again = (digest: string) => count(digest, 'ben', TODAY, true)
  expect(await count('gus', 'ben')).toBe(true)
  for (let tries = 0; tries < MAILS_AN_ADDRESS; tries++) expect(await again('gus')).toBe(true)
  expect(await count('gus', 'ben')).toBe(true)
  for (let index = 1; index < ADDRESSES_A_DAY; index++)
    expect(await again(`guest ${index}`)).toBe(true)
  expect(await again('one more')).toBe(false)
})
