// The message of topic `calendar-changes`: one thing that happened to one calendar.
import * as z from 'zod'
import { ACTOR_KINDS } from '../status.ts'
import * as v from '../values/values.ts'

export const CHANGES_TOPIC = 'calendar-changes'
export const SCHEMA_VERSION = 1

export const CHANGE_TYPES = [
  'booking.held',
  'booking.requested',
  'booking.confirmed',
  'booking.declined',
  'booking.cancelled',
  'booking.rescheduled',
  'booking.expired',
  'booking.started',
  'booking.delayed',
  'booking.completed',
  'booking.no-show',
  'booking.reminder-due',
  'schedule.changed',
  'service.changed',
  'professional.changed',
  'activity.changed',
  'booking.erased',
] as const
export type ChangeType = (typeof CHANGE_TYPES)[number]

/** The dates whose availability may differ, in the professional's zone; `all` where anything may. */
export const changedDates = z.union([z.array(v.date).readonly(), z.literal('all')])
export type ChangedDates = z.infer<typeof changedDates>

/** The data of a message. Fields that later versions add are ignored. */
export const ChangeMessage = z.object({
  changeId: v.changeId,
  causeId: v.causeId,
  type: z.enum(CHANGE_TYPES),
  professionalId: v.professionalId,
  revision: z.int().min(1),
  at: v.instant,
  by: z.object({ kind: z.enum(ACTOR_KINDS) }),
  dates: changedDates,
  bookingId: v.bookingId.optional(),
  appointmentId: v.appointmentId.optional(),
  serviceId: v.serviceId.optional(),
})
export type ChangeMessage = z.infer<typeof ChangeMessage>
