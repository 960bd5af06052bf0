// What changed in one calendar, for integrations that cannot subscribe to the topic: list-changes.
import * as z from 'zod'
import { ChangeMessage } from './messages/change.ts'
import * as shown from './values/shown.ts'
import { at, localDate, nextPageToken, revision } from './values/shown.ts'
import * as v from './values/values.ts'

export const ListChanges = z.strictObject({
  professionalId: v.professionalId.optional(),
  afterRevision: z.int().min(0).default(0),
  ...v.page,
})
export type ListChanges = z.infer<typeof ListChanges>

/** A change as its message has it, instants and ids as answers have them. */
const Change = ChangeMessage.extend({
  changeId: shown.changeId,
  causeId: shown.causeId,
  professionalId: shown.professionalId,
  at,
  dates: z.union([z.array(localDate).readonly(), z.literal('all')]),
  bookingId: shown.bookingId.optional(),
  appointmentId: shown.appointmentId.optional(),
  serviceId: shown.serviceId.optional(),
})

/** A page by revision, with the calendar's present one. */
export const ChangesPage = z.object({
  changes: z.array(Change).readonly(),
  revision,
  /** From this one on, none is deleted. */
  firstRevision: revision,
  nextPageToken,
})
