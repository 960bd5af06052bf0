// What changed in one calendar, for integrations that cannot subscribe to the topic: list-changes.
import * as z from 'zod'
import { ChangeMessage } from './messages/change.ts'
import { at, localDate, nextPageToken, revision, uuid } from './values/shown.ts'
import * as v from './values/values.ts'

export const ListChanges = z.strictObject({
  professionalId: v.professionalId.optional(),
  afterRevision: z.int().min(0).default(0),
  ...v.page,
})
export type ListChanges = z.infer<typeof ListChanges>

/** A change as its message has it, instants and ids as answers have them. */
const Change = ChangeMessage.extend({
  changeId: uuid,
  causeId: uuid.meta({ description: 'Shared by all changes of one save.' }),
  professionalId: uuid,
  at,
  dates: z.union([z.array(localDate).readonly(), z.literal('all')]),
  bookingId: uuid.optional(),
  appointmentId: uuid.optional(),
  serviceId: uuid.optional(),
})

/** A page by revision, with the calendar's present one. */
export const ChangesPage = z.object({
  changes: z.array(Change).readonly(),
  revision,
  /** From this one on, none is deleted. */
  firstRevision: revision,
  nextPageToken,
})
