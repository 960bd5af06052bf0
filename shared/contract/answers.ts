// What functions answer (contract, section 2). Apps ignore fields they do not know; later versions may add some.
import * as z from 'zod'
import { override } from './booking.ts'
import { CHANGE_TYPES } from './change.ts'
import { ERRORS_NAMED } from './issues.ts'
import { Professional, Service } from './professional.ts'
import { REASONS, TIME_REASONS } from './reasons.ts'
import { ACTIVITY_STATES, ACTOR_KINDS, STATUSES } from './status.ts'
import * as v from './values.ts'

/** An instant in an answer: `Z` and whole seconds, always. */
export const at = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  .meta({ format: 'date-time' })
export const revision = z.int().min(0)
export const localDate = z.string().meta({ format: 'date' })
export const uuid = z.string().meta({ format: 'uuid' })

export const Slot = z.object({ start: at, end: at, seatsLeft: z.int().min(1) })

const Activity = z.object({
  state: z.enum(ACTIVITY_STATES),
  until: at.optional(),
  message: z.string().optional(),
})

const Booking = z.object({
  bookingId: uuid,
  appointmentId: uuid,
  professionalId: uuid,
  professionalName: z.string(),
  serviceId: uuid,
  serviceName: z.string(),
  status: z.enum(STATUSES),
  start: at,
  end: at,
  timeZone: z.string(),
  seats: v.seats,
  version: v.version,
  client: z.object({
    uid: z.string().optional(),
    name: z.string(),
    email: z.string().optional(),
    phone: z.string().optional(),
  }),
  note: z.string().optional(),
  price: v.price.optional(),
  expectedStart: at.optional(),
  expectedEnd: at.optional(),
  endedAt: at.optional(),
  holdExpiresAt: at.optional(),
  cancelUntil: at.optional(),
  rescheduleUntil: at.optional(),
  cancelledBy: z.enum(ACTOR_KINDS).optional(),
  cancelReason: z.string().optional(),
  createdAt: at,
  updatedAt: at,
})

const TimeOff = z.object({
  timeOffId: uuid,
  start: at,
  end: at,
  startDate: localDate.optional(),
  endDate: localDate.optional(),
  note: z.string().optional(),
})

const ShownProfessional = Professional.extend({ revision })
const schedule = {
  revision,
  conflicts: z.array(Booking).readonly().meta({ description: 'The first 100 by start.' }),
  conflictCount: z.int().min(0),
}

export const SavedProfessional = z.object({ professional: ShownProfessional, ...schedule })
export const SavedService = z.object({ service: Service, ...schedule })
export const ChangedSchedule = z.object(schedule)
export const AddedTimeOff = z.object({ timeOff: TimeOff, ...schedule })
export const OneBooking = z.object({ booking: Booking })
export const DecidedBooking = OneBooking.extend(schedule)
export const ReportedProgress = DecidedBooking.extend({
  delayed: z.array(z.object({ bookingId: uuid, expectedStart: at })).readonly(),
})
export const SetTheActivity = z.object({ activity: Activity, ...schedule })

export const FoundProfessional = z.object({
  professional: ShownProfessional,
  services: z.array(Service).readonly(),
  activity: Activity,
})

export const FoundSchedule = z.object({
  professional: ShownProfessional,
  services: z.array(Service).readonly(),
  workingHours: z
    .array(z.object({ effectiveFrom: localDate, hours: v.weeklyHours.readonly() }))
    .readonly(),
  dateHours: z
    .array(z.object({ date: localDate, intervals: z.array(v.wallInterval).readonly() }))
    .readonly(),
  timeOff: z.array(TimeOff).readonly(),
  externalBusy: z.array(z.object({ source: z.string(), start: at, end: at })).readonly(),
  activity: Activity,
  revision,
})

export const FoundSlots = z.object({
  professionalId: uuid,
  serviceId: uuid,
  timeZone: z.string(),
  displayTimeZone: z.string().optional(),
  revision,
  slots: z.array(Slot).readonly(),
})

const SOURCES = [
  'appointment',
  'time-off',
  'date-hours',
  'working-hours',
  'service-hours',
  'activity',
  'delay',
  'external',
  'limit',
] as const

export const ExplainedAvailability = z.object({
  bookable: z.boolean(),
  reasons: z
    .array(
      z.object({
        reason: z.enum(TIME_REASONS),
        detail: z
          .string()
          .optional()
          .meta({ description: 'For owner and admin only, like the source.' }),
        source: z
          .object({
            kind: z.enum(SOURCES),
            id: z.string().optional(),
            start: at.optional(),
            end: at.optional(),
          })
          .optional(),
      }),
    )
    .readonly(),
})

export const BookingWithHistory = z.object({
  booking: Booking,
  history: z
    .array(
      z.object({
        at,
        type: z.enum(CHANGE_TYPES),
        by: z.enum(ACTOR_KINDS),
        override: z.array(override).readonly().optional(),
      }),
    )
    .readonly(),
})

export const BookingsPage = z.object({
  bookings: z.array(Booking).readonly(),
  nextPageToken: z.string().optional(),
})

export const FoundAccount = z.object({
  account: z.object({
    uid: z.string(),
    name: z.string().optional(),
    email: z.string().optional(),
    phone: z.string().optional(),
    timeZone: z.string().optional(),
    locale: z.string().optional(),
    notifications: z.object({
      push: z.boolean(),
      email: z.boolean(),
      reminderMinutes: z.array(z.int()).readonly(),
    }),
  }),
  professionalId: uuid.optional(),
  unreadNotifications: z.int().min(0),
})

/** Why a request was refused, as `application/problem+json` (RFC 9457). */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  reason: z.enum(REASONS),
  requestId: z.string(),
  errors: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .max(ERRORS_NAMED)
    .readonly()
    .optional(),
  /** How many there are; `errors` names the first. */
  errorCount: z.int().min(1).optional(),
  alternatives: z.array(Slot).readonly().optional(),
})
