// The types of calls and documents are those of the contract's schemas, both ways. Where this does not compile, the contract
// has changed: `npm run client` makes the types anew. The table names the schemas of each function.
import { describe, expect, it } from 'vitest'
import type * as z from 'zod'
import { type FunctionName, manifest } from '../functions/manifest.ts'
import { exportNameOf, loadDefinition } from '../dev/gateway.ts'
import * as account from '../shared/contract/account.ts'
import * as availability from '../shared/contract/availability.ts'
import * as booking from '../shared/contract/booking.ts'
import type { agendaDocument, bookingDocument } from '../shared/contract/documents/booking.ts'
import type { dayDocument } from '../shared/contract/documents/day.ts'
import type { mirrorDocument } from '../shared/contract/documents/mirror.ts'
import type { notificationDocument } from '../shared/contract/documents/notification.ts'
import type { professionalDocument } from '../shared/contract/documents/professional.ts'
import type { scheduleDocument } from '../shared/contract/documents/schedule.ts'
import type { Problem } from '../shared/contract/faults/problem.ts'
import * as guest from '../shared/contract/guest.ts'
import * as health from '../shared/contract/health.ts'
import * as changes from '../shared/contract/list-changes.ts'
import * as notification from '../shared/contract/notification.ts'
import * as privacy from '../shared/contract/privacy.ts'
import * as professional from '../shared/contract/professional.ts'
import * as professionals from '../shared/contract/professionals.ts'
import * as schedule from '../shared/contract/schedule.ts'
import * as service from '../shared/contract/service.ts'
import * as session from '../shared/contract/session.ts'
import type * as client from './index.ts'

const SCHEMAS = {
  addTimeOff: [schedule.AddTimeOff, schedule.AddedTimeOff],
  cancelBooking: [booking.CancelBooking, booking.OneBooking],
  cancelGuestBooking: [guest.CancelGuestBooking, booking.OneBooking],
  createBooking: [booking.CreateBooking, booking.OneBooking],
  decideBooking: [booking.DecideBooking, booking.DecidedBooking],
  eraseAccount: [privacy.EraseAccount, privacy.BegunErasure],
  explainAvailability: [availability.ExplainAvailability, availability.ExplainedAvailability],
  exportAccount: [privacy.ExportAccount, privacy.ExportedAccount],
  getAccount: [account.GetAccount, account.FoundAccount],
  getBooking: [booking.GetBooking, booking.BookingWithHistory],
  getProfessional: [professional.GetProfessional, professional.FoundProfessional],
  getSchedule: [schedule.GetSchedule, schedule.FoundSchedule],
  guestBooking: [guest.GuestBooking, booking.OneBooking],
  health: [health.GetHealth, health.Health],
  holdSlot: [booking.HoldSlot, booking.OneBooking],
  listBookings: [booking.ListBookings, booking.BookingsPage],
  listChanges: [changes.ListChanges, changes.ChangesPage],
  listDeliveries: [notification.ListDeliveries, notification.DeliveriesPage],
  listProfessionals: [professionals.ListProfessionals, professionals.ProfessionalsPage],
  markNotificationsRead: [notification.MarkNotificationsRead, account.Done],
  registerDevice: [account.RegisterDevice, account.Done],
  removeTimeOff: [schedule.RemoveTimeOff, booking.ChangedSchedule],
  reportProgress: [session.ReportProgress, session.ReportedProgress],
  rescheduleBooking: [booking.RescheduleBooking, booking.OneBooking],
  saveAccount: [account.SaveAccount, account.SavedAccount],
  saveProfessional: [professional.SaveProfessional, professional.SavedProfessional],
  saveService: [service.SaveService, service.SavedService],
  searchAvailability: [availability.SearchAvailability, availability.FoundSlots],
  searchProfessionals: [professionals.SearchProfessionals, professionals.FoundProfessionals],
  setActivity: [session.SetActivity, session.SetTheActivity],
  setDateHours: [schedule.SetDateHours, booking.ChangedSchedule],
  setExternalBusy: [schedule.SetExternalBusy, booking.ChangedSchedule],
  setWorkingHours: [schedule.SetWorkingHours, booking.ChangedSchedule],
  unregisterDevice: [account.UnregisterDevice, account.Done],
  unsubscribe: [guest.Unsubscribe, account.Done],
} as const
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

const differing: [Differing<Requests> | Differing<Answers> | Differing<Documents>] extends [never]
  ? 'none'
  : readonly [Differing<Requests>, Differing<Answers>, Differing<Documents>] = 'none'

// A pair that is not the same is found to be so, else nothing above would be shown.
const different: Same<client.Slot, client.Booking> = false

describe('the types of calls', () => {
  it('are those of the contract, both ways', () => {
    // The compiler has decided: what differs stands in the types of these two.
    expect([differing, different]).toEqual(['none', false])
  })

  it('are compared with the schemas that each function has', async () => {
    for (const name of Object.keys(manifest) as FunctionName[]) {
      const { schemas } = await loadDefinition(name)
      if (!schemas) continue
      const [input, output] = SCHEMAS[exportNameOf(name) as Name]
      expect(schemas.input === input && schemas.output === output, name).toBe(true)
    }
  })
})
