// The types of calls and documents are those of the contract's schemas, both ways. Where this does not compile, the contract
// has changed: `npm run client` makes the types anew, and the table of schemas that they are compared with.
import { describe, expect, it } from 'vitest'
import type * as z from 'zod'
import type { agendaDocument, bookingDocument } from '../shared/contract/documents/booking.ts'
import type { dayDocument } from '../shared/contract/documents/day.ts'
import type { mirrorDocument } from '../shared/contract/documents/mirror.ts'
import type { notificationDocument } from '../shared/contract/documents/notification.ts'
import type { professionalDocument } from '../shared/contract/documents/professional.ts'
import type { scheduleDocument } from '../shared/contract/documents/schedule.ts'
import type { Problem } from '../shared/contract/faults/problem.ts'
import type { SCHEMAS } from '../test/support/client-schemas.ts'
import type * as client from './index.ts'

type Schemas = typeof SCHEMAS

/** A type in one form: ids are text, an instant that is sent is text, lists are readonly, what may be left out may be undefined. */
type Plain<T> = T extends Date
  ? Date
  : T extends string
    ? string extends T
      ? string
      : T
    : T extends readonly (infer Element)[]
      ? readonly Plain<Element>[]
      : T extends object
        ? { readonly [Key in keyof T]: Plain<Exclude<T[Key], undefined>> }
        : T

/** What is sent, with Dates as the text that they are sent as. */
type Sent<T> = T extends Date
  ? string
  : T extends string | number | boolean | null | undefined
    ? T
    : T extends readonly (infer Element)[]
      ? readonly Sent<Element>[]
      : { readonly [Key in keyof T]: Sent<T[Key]> }

type Same<A, B> =
  (<T>() => T extends Plain<A> ? 1 : 2) extends <T>() => T extends Plain<B> ? 1 : 2 ? true : false

/** The names whose types differ: none, or the assignment below does not compile. */
type Differing<Answers extends Record<string, boolean>> = {
  [Name in keyof Answers]: Answers[Name] extends true ? never : Name
}[keyof Answers]

type Name = keyof client.Calls
/** Nothing to send is said as an object without a field, nothing to answer as an object. */
type Emptiness<T> = keyof T extends never ? 'nothing' : string extends keyof T ? 'nothing' : T

type Requests = {
  [Each in Name]: Same<
    Emptiness<Sent<NonNullable<Parameters<client.Calls[Each]>[0]>>>,
    Emptiness<z.input<Schemas[Each][0]>>
  >
}
type Answers = {
  [Each in Name]: Same<
    Emptiness<Awaited<ReturnType<client.Calls[Each]>>>,
    Emptiness<z.output<Schemas[Each][1]>>
  >
}
type At = z.ZodType<Date>
type Documents = {
  problem: Same<client.Problem, z.output<typeof Problem>>
  professional: Same<
    client.ProfessionalDocument,
    z.output<ReturnType<typeof professionalDocument<At>>>
  >
  day: Same<client.DayDocument, z.output<ReturnType<typeof dayDocument<At>>>>
  mirror: Same<client.MirrorDocument, z.output<ReturnType<typeof mirrorDocument<At>>>>
  booking: Same<client.BookingDocument, z.output<ReturnType<typeof bookingDocument<At>>>>
  agenda: Same<client.AgendaDocument, z.output<ReturnType<typeof agendaDocument<At>>>>
  schedule: Same<client.ScheduleDocument, z.output<ReturnType<typeof scheduleDocument<At>>>>
  notification: Same<
    client.NotificationDocument,
    z.output<ReturnType<typeof notificationDocument<At>>>
  >
}

type AllDiffering = readonly [Differing<Requests>, Differing<Answers>, Differing<Documents>]
const differing: AllDiffering extends readonly [never, never, never] ? 'none' : AllDiffering =
  'none'

// A pair that is not the same is found to be so, else nothing above would be shown.
const different: Same<client.Slot, client.Booking> = false

describe('the types of calls', () => {
  it('are those of the contract, both ways', () => {
    // The compiler has decided: what differs stands in the types of these two.
    expect([differing, different]).toEqual(['none', false])
  })
})
