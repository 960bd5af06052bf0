// Whatever the contract says of a field that somebody fills in, the app has words for.
import { expect, test } from 'vitest'
import type * as z from 'zod'
import { SaveAccount } from '../../../shared/contract/account.ts'
import { SetBlock } from '../../../shared/contract/block.ts'
import { CreateBooking } from '../../../shared/contract/booking.ts'
import { toFieldErrors } from '../../../shared/contract/faults/issues.ts'
import { SaveProfessional } from '../../../shared/contract/professional.ts'
import { AddTimeOff, SetDateHours, SetWorkingHours } from '../../../shared/contract/schedule.ts'
import { SaveService } from '../../../shared/contract/service.ts'
import { fieldWords } from './field-words.ts'

const REQUESTS = {
  SaveAccount,
  SetBlock,
  CreateBooking,
  SaveProfessional,
  AddTimeOff,
  SetDateHours,
  SetWorkingHours,
  SaveService,
}

/** What forms have fields for; each request knows some of them. */
const FIELDS = (
  'name timeZone phone locale headline about photoUrl location contact specialties policy description durationMinutes capacity ' +
  'price bufferAfterMinutes slotStepMinutes minNoticeMinutes horizonDays hours effectiveFrom dates date intervals start end ' +
  'startDate endDate reason note email client seats'
).split(' ')

const LONG = 'x'.repeat(9000)
const interval = (weekday: number, start: string, end: string) => ({ weekday, start, end })
/** What somebody may type, or what a form may make of it, for any field. */
const TYPED: readonly unknown[] = [
  '',
  ' ',
  LONG,
  'abc',
  'a\u0000b',
  -1,
  1e9,
  1.5,
  [LONG],
  Array.from({ length: 500 }, (_, i) => `${i}`),
  [interval(9, '9', '25:00')],
  [interval(1, '09:00', '09:00')],
  Array.from({ length: 30 }, () => interval(1, '09:00', '10:00')),
  { address: '' },
  { name: '', email: 'x', phone: '' },
  { amountMinor: -1, currency: 'x' },
  { horizonDays: 1e6, minNoticeMinutes: -1 },
]

/** Of a request that was put together wrongly, which no form lets anybody do. */
const OF_PROGRAMS =
  /is not a UUID|known field|user id|expected (array|object|boolean|string)|Invalid option/

test.each(Object.entries<z.ZodType>(REQUESTS))('what is wrong with a field of %s', (_, schema) => {
  const said = FIELDS.flatMap((field) =>
    TYPED.flatMap((value) => {
      const input = { [field]: value }
      const { error } = schema.safeParse(input)
      return error ? toFieldErrors(error, input).map(({ message }) => message) : []
    }),
  )
  const unknown = said.filter(
    (message) => !OF_PROGRAMS.test(message) && fieldWords(message) === 'field.unknown',
  )
  expect(said.length).toBeGreaterThan(10)
  expect(unknown).toEqual([])
})

test.each([
  ['must have at most 100 characters, got "x…"', 'field.characters'],
  ['Too big: expected number to be <=730, got 731', 'field.most'],
  ['Too small: expected number to be >=5, got 1', 'field.least'],
  ['must be after now, got "2026-11-26T09:00:00Z"', 'field.later'],
  ['must be within ten years of today, got "2099-01-01"', 'field.near'],
  ['a calendar keeps at most 1000 intervals, this would make it 1001', 'field.items'],
  ['something that no version of this app has heard of', 'field.unknown'],
])('%s: %s', (message, key) => {
  expect(fieldWords(message)).toBe(key)
})
