// The values every request is made of: instants, dates, wall times, zones, ids, text and amounts, each with its range.
import * as z from 'zod'
import type { AccountUid, Id } from './ids.ts'
import { formatDate, parseDate, parseWallEnd, parseWallTime } from '../../time/date.ts'
import { type Instant, SECOND, parseInstant } from '../../time/instant.ts'
import { findZone } from '../../time/zone.ts'
import { EMAIL_CHARACTERS, isEmail } from './email.ts'
import { toLocale } from './locale.ts'
import { NAME_CHARACTERS, isVisible, lengthOf } from './text.ts'

/** Quotes a refused value for an error message, shortened so that a message never carries a whole body. */
export function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

/** Whether Postgres can keep a text: not the character U+0000, and no half of a surrogate pair alone. */
export function isStorable(value: string): boolean {
  return !value.includes('\u0000') && value.isWellFormed()
}

/** What is said of a text that is not storable. */
export const UNSTORABLE = 'must be well-formed Unicode without the character U+0000'

function text<T>(parse: (value: string) => T | undefined, wanted: string) {
  return z.string().transform((value, context): T => {
    const parsed = parse(value)
    if (parsed !== undefined) return parsed
    context.addIssue({ code: 'custom', message: `${quote(value)} is not ${wanted}` })
    return z.NEVER
  })
}

/** A bound of a query: any offset, fractions kept to the millisecond. Parsed to an {@link Instant}. */
export const bound = text(parseInstant, 'an RFC 3339 instant such as 2026-11-23T15:00:00Z').meta({
  format: 'date-time',
})

/** An instant that is stored: any offset, whole seconds (fractions are cut off). */
export const instant = bound.transform((at): Instant => Math.floor(at / SECOND) * SECOND)

/** A date that exists, `YYYY-MM-DD`. Stays text: it names a day of a calendar, not an instant. */
export const date = text((value) => {
  const day = parseDate(value)
  return day === undefined ? undefined : formatDate(day)
}, 'a date that exists, YYYY-MM-DD').meta({ format: 'date' })

/** A wall time at which an interval starts, `00:00` to `23:59`. */
export const wallStart = z.string().refine((value) => parseWallTime(value) !== undefined, {
  error: ({ input }) => `${quote(input)} is not a wall time HH:MM (24:00 only as an end)`,
})

/** A wall time at which an interval ends, `00:00` to `24:00`. */
export const wallEnd = z.string().refine((value) => parseWallEnd(value) !== undefined, {
  error: ({ input }) => `${quote(input)} is not a wall time HH:MM`,
})

/** An IANA time zone that the runtime's tzdata knows. */
export const timeZone = text((name) => findZone(name)?.name, 'an IANA time zone')

/** A language tag such as `de-CH` (BCP 47), in its canonical form. */
export const locale = text((tag) => toLocale(tag), 'a language tag such as de-CH (BCP 47)')

/** A UUID of any version, in lower case after parsing. */
export const id = z
  .guid({ error: ({ input }) => `${quote(input)} is not a UUID` })
  .transform((value) => value.toLowerCase())

const idOf = <Kind extends string>() => id.transform((value): Id<Kind> => value)

export const professionalId = idOf<'professional'>()
export const serviceId = idOf<'service'>()
export const appointmentId = idOf<'appointment'>()
export const bookingId = idOf<'booking'>()
export const timeOffId = idOf<'time off'>()
export const changeId = idOf<'change'>()
export const causeId = idOf<'cause'>()
export const deviceId = idOf<'device'>()
export const notificationId = idOf<'notification'>()

/** Of an id in a path, as Firestore counts: UTF-8. */
const SEGMENT_BYTES = 1500

/**
 * Whether a text can be a segment of a document's path; the mirror keeps an account's documents under its uid.
 * https://firebase.google.com/docs/firestore/quotas#limits, "Constraints on document IDs"; lines may break in `__…__` too.
 */
export function isPathSegment(value: string): boolean {
  return (
    isStorable(value) &&
    !/^\.{1,2}$|^__.*__$|\//s.test(value) &&
    value !== '' &&
    new TextEncoder().encode(value).length <= SEGMENT_BYTES
  )
}

/** A Firebase user id that documents can be kept under. */
export const uid = z
  .string()
  .max(128)
  .refine(isPathSegment, 'must be a user id: not empty, without /, and none of . and .. and __…__')
  .transform((value): AccountUid => value)

/** A whole number within [min, max]. */
export function whole(min: number, max: number) {
  return z.int().min(min).max(max)
}

function trimmed(max: number) {
  return z
    .string()
    .trim()
    .refine((value) => lengthOf(value) <= max, `must have at most ${max} characters`)
    .refine(isStorable, UNSTORABLE)
}

/** Text of 1 to `max` characters (code points), one of them at least to be seen. Ends are trimmed. */
export function line(max: number) {
  return trimmed(max)
    .refine(isVisible, 'must have a visible character')
    .meta({ minLength: 1, maxLength: max })
}

/** Text of up to `max` characters that may be left empty, or without anything to see, which says the same as null. */
export function freeText(max: number) {
  return trimmed(max)
    .meta({ maxLength: max })
    .transform((value) => (isVisible(value) ? value : null))
}

export const name = line(NAME_CHARACTERS)

/** An e-mail address, in any script; kept as it is written, its ends trimmed. */
export const email = z
  .string()
  .trim()
  .max(EMAIL_CHARACTERS)
  .refine(isEmail, 'must be an e-mail address')
  .meta({ format: 'idn-email' })
export const phone = line(40)
export const note = freeText(1000).transform((value) => value ?? undefined)
export const seats = whole(1, 500)
export const version = whole(1, 2_147_483_647)

const differs = ({ start, end }: { start: string; end: string }) => start !== end
const EQUAL = {
  path: ['end'],
  error: ({ input }: { input?: unknown }) =>
    `${quote((input as { end: string }).end)} equals the start; a full day is 00:00 to 24:00`,
}

/** `HH:MM` to `HH:MM`; an end before the start runs into the next day, an equal one is refused. */
export const wallInterval = z
  .strictObject({ start: wallStart, end: wallEnd })
  .refine(differs, EQUAL)
export type WallInterval = z.infer<typeof wallInterval>

/** ISO weekday, 1 = Monday … 7 = Sunday. */
export const weekday = whole(1, 7)

/** Intervals of one day's hours. */
export const INTERVALS_A_DAY = 12

/** Weekly hours: at most 12 intervals a weekday. Overlapping ones count as one. */
export const weeklyHours = z
  .array(z.strictObject({ weekday, start: wallStart, end: wallEnd }).refine(differs, EQUAL))
  .max(7 * INTERVALS_A_DAY)
  .superRefine((hours, context) => {
    const counts = new Map<number, number>()
    hours.forEach((interval, index) => {
      const count = (counts.get(interval.weekday) ?? 0) + 1
      counts.set(interval.weekday, count)
      if (count > INTERVALS_A_DAY)
        context.addIssue({
          code: 'custom',
          path: [index],
          message: `weekday ${interval.weekday} has more than ${INTERVALS_A_DAY} intervals`,
        })
    })
  })
export type WeeklyInterval = z.infer<typeof weeklyHours>[number]

/** Money: an ISO 4217 currency and an amount in its minor unit. */
export const price = z.strictObject({
  amountMinor: whole(0, 1_000_000_000),
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as EUR'),
})
export type Price = z.infer<typeof price>

/** Refuses a range that ends where it begins, or before. */
export function refuseBackwards(
  { from, to }: { readonly from?: Instant | undefined; readonly to?: Instant | undefined },
  context: z.core.$RefinementCtx,
): void {
  if (from !== undefined && to !== undefined && to <= from)
    context.addIssue({ code: 'custom', path: ['to'], message: 'must be after from' })
}

/** Page size and token of every list. */
export const page = {
  pageSize: whole(1, 100).default(50),
  pageToken: z.string().max(1000).optional(),
}

/** What every command on a schedule takes: whose calendar, if not the caller's own, and whether to change nothing. */
export const calendar = {
  professionalId: professionalId.optional(),
  validateOnly: z.boolean().default(false),
}
