// What apps send, are answered, and read in documents: plain types.
// Made by `npm run client` from the contract; a test compares them.
import type { Signal } from './platform.ts'

/** An instant that is sent: a Date, or RFC 3339 text with any offset. Answers have text in `Z`, whole seconds. */
export type Instant = Date | string

/** How a call is made. */
export interface CallOptions {
  /** Gives the call up; it rejects with the signal's reason. */
  readonly signal?: Signal | undefined
}

/** How a command is sent. */
export interface CommandOptions extends CallOptions {
  /** 1–255 characters: the same key and input get the first answer again for 24 h. One of its own if unset. */
  readonly idempotencyKey?: string | undefined
}

/** Why a request was refused. */
export type Reason =
  | 'service-inactive'
  | 'too-soon'
  | 'too-far-ahead'
  | 'outside-hours'
  | 'on-time-off'
  | 'professional-away'
  | 'off-grid'
  | 'slot-taken'
  | 'not-enough-seats'
  | 'limit-reached'
  | 'client-limit-reached'
  | 'hold-expired'
  | 'already-cancelled'
  | 'too-late-to-cancel'
  | 'too-late-to-reschedule'
  | 'not-changeable'
  | 'invalid-request'
  | 'unauthenticated'
  | 'app-check-failed'
  | 'forbidden'
  | 'unverified'
  | 'not-found'
  | 'method-not-allowed'
  | 'conflict'
  | 'version-mismatch'
  | 'payload-too-large'
  | 'unsupported-media-type'
  | 'idempotency-key-reused'
  | 'rate-limited'
  | 'internal'
  | 'unavailable'

/** Why a start cannot be booked. */
export type TimeReason =
  | 'service-inactive'
  | 'too-soon'
  | 'too-far-ahead'
  | 'outside-hours'
  | 'on-time-off'
  | 'professional-away'
  | 'off-grid'
  | 'slot-taken'
  | 'not-enough-seats'
  | 'limit-reached'
  | 'client-limit-reached'

/** The life of a booking. */
export type Status =
  | 'held'
  | 'pending'
  | 'confirmed'
  | 'in-progress'
  | 'completed'
  | 'no-show'
  | 'cancelled'
  | 'declined'
  | 'expired'

/** Who did something. */
export type ActorKind = 'client' | 'professional' | 'admin' | 'system'

/** What a professional does now. */
export type ActivityState = 'available' | 'busy' | 'away' | 'in-session' | 'off'

/** What happened to a calendar. */
export type ChangeType =
  | 'booking.held'
  | 'booking.requested'
  | 'booking.confirmed'
  | 'booking.declined'
  | 'booking.cancelled'
  | 'booking.rescheduled'
  | 'booking.expired'
  | 'booking.started'
  | 'booking.delayed'
  | 'booking.completed'
  | 'booking.no-show'
  | 'booking.reminder-due'
  | 'schedule.changed'
  | 'service.changed'
  | 'professional.changed'
  | 'activity.changed'
  | 'booking.erased'

/** A rule that owner and admin may set aside. */
export type Override =
  | 'off-grid'
  | 'too-soon'
  | 'too-far-ahead'
  | 'outside-hours'
  | 'on-time-off'
  | 'professional-away'
  | 'limit-reached'

/** Money: an amount in the minor unit of an ISO 4217 currency. */
export interface Price {
  /** 0 to 1000000000. */
  readonly amountMinor: number
  readonly currency: string
}

/** `HH:MM` to `HH:MM`; an end before the start is on the next day. */
export interface WallInterval {
  readonly start: string
  readonly end: string
}

/** Hours of a weekday, 1 = Monday … 7 = Sunday. */
export interface WeeklyInterval {
  /** 1 to 7. */
  readonly weekday: number
  readonly start: string
  readonly end: string
}

/** Rules as they are sent: absent fields keep their value, null clears. */
export interface PolicyPatch {
  /** 5 to 1440. */
  readonly slotStepMinutes?: number | null | undefined
  /** 0 to 525600. */
  readonly minNoticeMinutes?: number | undefined
  /** 0 to 730. */
  readonly horizonDays?: number | undefined
  /** 1 to 1000. */
  readonly maxBookingsPerDay?: number | null | undefined
  /** 1 to 1000. */
  readonly maxBookingsPerWeek?: number | null | undefined
  /** 1 to 1440. */
  readonly maxMinutesPerDay?: number | null | undefined
  /** 0 to 525600. */
  readonly cancelNoticeMinutes?: number | undefined
  /** 0 to 525600. */
  readonly rescheduleNoticeMinutes?: number | undefined
  /** 1 to 7. */
  readonly weekStartsOn?: number | undefined
  /** How many bookings one client may have in this calendar, guests’ under their verified address or number included. Search leaves out what it refuses; documents, and search-professionals, are alike for everybody. */
  readonly perClient?:
    | {
        /** 1 to 1000. */
        readonly maxUpcoming?: number | null | undefined
        /** 1 to 1000. */
        readonly maxPerDay?: number | null | undefined
        /** 1 to 1000. */
        readonly maxPerWeek?: number | null | undefined
      }
    | null
    | undefined
  /** Clients need a verified e-mail address or phone number in their token. */
  readonly requireVerified?: boolean | undefined
}

/** A start at which a booking would be accepted now. */
export interface Slot {
  readonly start: string
  readonly end: string
  readonly seatsLeft: number
}

/** A slot of one of several services. */
export interface NextSlot {
  readonly start: string
  readonly end: string
  readonly seatsLeft: number
  readonly serviceId: string
}

/** Who a booking is for. */
export interface BookingClient {
  readonly uid?: string
  readonly name: string
  readonly email?: string
  readonly phone?: string
}

/** A booking as its parties see it. */
export interface Booking {
  readonly bookingId: string
  readonly appointmentId: string
  readonly professionalId: string
  readonly professionalName: string
  readonly serviceId: string
  readonly serviceName: string
  readonly status: Status
  readonly start: string
  readonly end: string
  readonly timeZone: string
  readonly seats: number
  readonly version: number
  readonly client: BookingClient
  readonly note?: string
  readonly price?: Price
  readonly expectedStart?: string
  readonly expectedEnd?: string
  readonly endedAt?: string
  readonly holdExpiresAt?: string
  readonly cancelUntil?: string
  readonly rescheduleUntil?: string
  readonly cancelledBy?: ActorKind
  readonly cancelReason?: string
  readonly createdAt: string
  readonly updatedAt: string
}

/** Where a professional works. */
export interface Location {
  readonly address: string
  readonly latitude?: number
  readonly longitude?: number
}

/** A professional's rules. */
export interface Policy {
  readonly slotStepMinutes?: number
  readonly minNoticeMinutes: number
  readonly horizonDays: number
  readonly maxBookingsPerDay?: number
  readonly maxBookingsPerWeek?: number
  readonly maxMinutesPerDay?: number
  readonly cancelNoticeMinutes: number
  readonly rescheduleNoticeMinutes: number
  readonly weekStartsOn: number
  readonly perClient?: {
    readonly maxUpcoming?: number
    readonly maxPerDay?: number
    readonly maxPerWeek?: number
  }
  readonly requireVerified: boolean
}

/** What a client may know of a professional. */
export interface Professional {
  readonly professionalId: string
  readonly name: string
  readonly headline?: string
  readonly about?: string
  readonly photoUrl?: string
  readonly location?: Location
  readonly online?: boolean
  readonly contact?: {
    readonly phone?: string
    readonly email?: string
  }
  readonly specialties: readonly string[]
  readonly timeZone: string
  readonly active: boolean
  readonly policy: Policy
  readonly revision: number
}

/** What a professional offers. Unset rules are those of the policy. */
export interface Service {
  readonly serviceId: string
  readonly professionalId: string
  readonly name: string
  readonly description?: string
  readonly durationMinutes: number
  readonly bufferBeforeMinutes: number
  readonly bufferAfterMinutes: number
  readonly capacity: number
  readonly hours?: readonly WeeklyInterval[]
  readonly slotStepMinutes?: number
  readonly minNoticeMinutes?: number
  readonly horizonDays?: number
  readonly approval: 'automatic' | 'manual'
  readonly perClient?: {
    readonly maxUpcoming?: number
    readonly maxPerDay?: number
    readonly maxPerWeek?: number
  }
  readonly price?: Price
  readonly active: boolean
}

/** What a professional is shown to be doing. */
export interface Activity {
  readonly state: ActivityState
  readonly until?: string
  readonly message?: string
}

/** A professional with what they offer, and their next free starts. */
export interface FoundProfessional {
  readonly professional: Professional
  readonly services: readonly Service[]
  readonly activity: Activity
  /** The soonest of the range, or from now on, over all services that count; for the caller, whose own holds are free to them. */
  readonly nextSlots: readonly NextSlot[]
}

/** Time off as its owner sees it. */
export interface TimeOff {
  readonly timeOffId: string
  readonly start: string
  readonly end: string
  /** YYYY-MM-DD. */
  readonly startDate?: string
  /** YYYY-MM-DD. */
  readonly endDate?: string
  readonly note?: string
}

/** A schedule as its owner sees it. */
export interface Schedule {
  readonly professional: Professional
  readonly services: readonly Service[]
  readonly workingHours: readonly {
    /** YYYY-MM-DD. */
    readonly effectiveFrom: string
    readonly hours: readonly WeeklyInterval[]
  }[]
  readonly dateHours: readonly {
    /** YYYY-MM-DD. */
    readonly date: string
    readonly intervals: readonly WallInterval[]
  }[]
  readonly timeOff: readonly TimeOff[]
  readonly externalBusy: readonly {
    readonly source: string
    readonly start: string
    readonly end: string
  }[]
  /** When any active service can be booked, whatever is booked already: the hours of all of them united, less time off, external busy time, activity and delays. */
  readonly windows: readonly {
    readonly start: string
    readonly end: string
  }[]
  readonly activity: Activity
  /** Where the range reaches more than 400 days back or 732 ahead: windows are told of that stretch alone. */
  readonly truncated?: true
  readonly revision: number
}

/** A rule that refuses a start. */
export interface Explanation {
  readonly reason: TimeReason
  /** For owner and admin only, like the source. */
  readonly detail?: string
  readonly source?: {
    readonly kind:
      | 'appointment'
      | 'time-off'
      | 'date-hours'
      | 'working-hours'
      | 'service-hours'
      | 'activity'
      | 'delay'
      | 'external'
      | 'limit'
    readonly id?: string
    readonly start?: string
    readonly end?: string
  }
}

/** One thing that happened to a calendar. */
export interface Change {
  readonly changeId: string
  /** Shared by all changes of one save. */
  readonly causeId: string
  readonly type: ChangeType
  readonly professionalId: string
  readonly revision: number
  readonly at: string
  readonly by: {
    readonly kind: ActorKind
  }
  readonly dates: readonly string[] | 'all'
  readonly bookingId?: string
  readonly appointmentId?: string
  readonly serviceId?: string
}

/** What became of a message to somebody. */
export interface Delivery {
  readonly notificationId: string
  readonly causeId: string
  readonly channel: 'in-app' | 'push' | 'mail'
  /** waiting: for its first or next attempt; dropped: not true or not wanted any more when it was to be sent; failed: given up. */
  readonly state: 'waiting' | 'sent' | 'dropped' | 'failed'
  readonly decidedAt: string
  readonly sentAt?: string
  readonly attempts: number
  /** The other side's word, or why it was dropped; without an address. */
  readonly answer?: string
}

/** An account as its owner sees it. */
export interface Account {
  readonly uid: string
  readonly name?: string
  readonly email?: string
  /** Whether mail reaches the account: its token has a verified address, and it names no other one. */
  readonly emailVerified: boolean
  readonly phone?: string
  readonly timeZone?: string
  readonly locale?: string
  readonly notifications: {
    readonly push: boolean
    readonly email: boolean
    readonly reminderMinutes: readonly number[]
  }
  /** Those that are pushed to, the first registered first. */
  readonly devices: readonly {
    readonly deviceId: string
    readonly platform: 'ios' | 'android' | 'web'
    readonly createdAt: string
  }[]
}

/** The body of every answer that is not 200 (RFC 9457). */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly reason: Reason
  readonly requestId: string
  readonly errors?: readonly {
    readonly path: string
    readonly message: string
  }[]
  readonly errorCount?: number
  readonly alternatives?: readonly Slot[]
}

/** What a professional is shown to be doing. */
export interface LiveActivity {
  readonly state: ActivityState
  readonly until?: Date
  readonly message?: string
}

/** An active service with its rules resolved. */
export interface Offer {
  readonly serviceId: string
  readonly name: string
  readonly description?: string
  readonly durationMinutes: number
  readonly capacity: number
  readonly approval: 'automatic' | 'manual'
  readonly minNoticeMinutes: number
  readonly horizonDays: number
  readonly slotStepMinutes: number
  readonly price?: Price
}

/** A free start of one of several services. */
export interface NextStart {
  readonly serviceId: string
  readonly start: Date
  readonly seatsLeft: number
}

/** `professionals/{professionalId}` */
export interface ProfessionalDocument {
  readonly professionalId: string
  readonly name: string
  readonly headline?: string
  readonly about?: string
  readonly photoUrl?: string
  readonly location?: Location
  readonly online?: boolean
  readonly contact?: {
    readonly phone?: string
    readonly email?: string
  }
  readonly specialties: readonly string[]
  readonly specialtyKeys: readonly string[]
  readonly timeZone: string
  readonly weekStartsOn: number
  readonly cancelNoticeMinutes: number
  readonly rescheduleNoticeMinutes: number
  readonly requireVerified: boolean
  readonly activity: LiveActivity
  readonly services: readonly Offer[]
  readonly nextFree: { readonly [key: string]: Date | null }
  readonly nextSlots: readonly NextStart[]
  readonly soonest: Date | null
  /** YYYY-MM-DD. */
  readonly daysThrough: string
  readonly active: boolean
  readonly revision: number
  readonly updatedAt: Date
}

/** A free start of a day. */
export interface DayStart {
  readonly start: Date
  readonly seatsLeft: number
}

/** `professionals/{professionalId}/days/{YYYY-MM-DD}`: what is free, by service. */
export interface DayDocument {
  /** YYYY-MM-DD. */
  readonly date: string
  readonly timeZone: string
  readonly slots: { readonly [key: string]: readonly DayStart[] }
  readonly revision: number
  readonly updatedAt: Date
  readonly expireAt: Date
}

/** `mirrors/{professionalId}`: all documents are as at this revision. */
export interface MirrorDocument {
  readonly revision: number
  readonly updatedAt: Date
}

/** `accounts/{uid}/bookings/{bookingId}`: the client's own, holds too. */
export interface BookingDocument {
  readonly bookingId: string
  readonly appointmentId: string
  readonly professionalId: string
  readonly professionalName: string
  readonly serviceId: string
  readonly serviceName: string
  readonly status: Status
  readonly start: Date
  readonly end: Date
  readonly timeZone: string
  readonly seats: number
  readonly version: number
  readonly client: BookingClient
  readonly note?: string
  readonly price?: Price
  readonly expectedStart?: Date
  readonly expectedEnd?: Date
  readonly endedAt?: Date
  readonly holdExpiresAt?: Date
  readonly cancelUntil?: Date
  readonly rescheduleUntil?: Date
  readonly cancelledBy?: ActorKind
  readonly cancelReason?: string
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly expireAt: Date
}

/** `accounts/{uid}/agenda/{bookingId}`: the owner's; holds are without their client. */
export interface AgendaDocument {
  readonly bookingId: string
  readonly appointmentId: string
  readonly professionalId: string
  readonly professionalName: string
  readonly serviceId: string
  readonly serviceName: string
  readonly status: Status
  readonly start: Date
  readonly end: Date
  readonly timeZone: string
  readonly seats: number
  readonly version: number
  readonly client?: BookingClient
  readonly note?: string
  readonly price?: Price
  readonly expectedStart?: Date
  readonly expectedEnd?: Date
  readonly endedAt?: Date
  readonly holdExpiresAt?: Date
  readonly cancelUntil?: Date
  readonly rescheduleUntil?: Date
  readonly cancelledBy?: ActorKind
  readonly cancelReason?: string
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly capacity: number
  readonly expireAt: Date
}

/** Time off as its owner sees it. */
export interface LiveTimeOff {
  readonly timeOffId: string
  readonly start: Date
  readonly end: Date
  /** YYYY-MM-DD. */
  readonly startDate?: string
  /** YYYY-MM-DD. */
  readonly endDate?: string
  readonly note?: string
}

/** `accounts/{uid}/schedules/{professionalId}`: the owner's, today and the 60 days after. */
export interface ScheduleDocument {
  readonly professional: Professional
  readonly services: readonly Service[]
  readonly workingHours: readonly {
    /** YYYY-MM-DD. */
    readonly effectiveFrom: string
    readonly hours: readonly WeeklyInterval[]
  }[]
  readonly dateHours: readonly {
    /** YYYY-MM-DD. */
    readonly date: string
    readonly intervals: readonly WallInterval[]
  }[]
  readonly timeOff: readonly LiveTimeOff[]
  readonly externalBusy: readonly {
    readonly source: string
    readonly start: Date
    readonly end: Date
  }[]
  /** When any active service can be booked, whatever is booked already: the hours of all of them united, less time off, external busy time, activity and delays. */
  readonly windows: readonly {
    readonly start: Date
    readonly end: Date
  }[]
  readonly activity: LiveActivity
  readonly truncated?: true
  readonly revision: number
  readonly updatedAt: Date
}

/** `accounts/{uid}/notifications/{notificationId}` */
export interface NotificationDocument {
  readonly type: string
  readonly title: string
  readonly body: string
  readonly bookingId?: string
  readonly professionalId?: string
  readonly createdAt: Date
  readonly readAt: Date | null
  readonly expireAt: Date
}

export interface SaveProfessionalRequest {
  readonly professionalId?: string | undefined
  /** At most 128 characters. */
  readonly ownerUid?: string | undefined
  /** At most 100 characters. */
  readonly name?: string | undefined
  readonly timeZone?: string | undefined
  /** At most 140 characters. */
  readonly headline?: string | null | undefined
  /** At most 4000 characters. */
  readonly about?: string | null | undefined
  /** At most 2000 characters. */
  readonly photoUrl?: string | null | undefined
  readonly location?:
    | {
        /** At most 500 characters. */
        readonly address: string
        /** -90 to 90. */
        readonly latitude?: number | null | undefined
        /** -180 to 180. */
        readonly longitude?: number | null | undefined
      }
    | null
    | undefined
  readonly online?: boolean | null | undefined
  /** Public. Sent whole; null, or nothing in it, clears it. */
  readonly contact?:
    | {
        /** At most 40 characters. */
        readonly phone?: string | null | undefined
        /** At most 254 characters. */
        readonly email?: string | null | undefined
      }
    | null
    | undefined
  /** At most 20. */
  readonly specialties?: readonly string[] | undefined
  readonly active?: boolean | undefined
  readonly policy?: PolicyPatch | undefined
  /** Unset: false. */
  readonly validateOnly?: boolean | undefined
}

export interface SaveProfessionalAnswer {
  readonly professional: Professional
  readonly revision: number
  /** The first 100 by start. */
  readonly conflicts: readonly Booking[]
  readonly conflictCount: number
}

export interface SaveServiceRequest {
  readonly professionalId?: string | undefined
  readonly serviceId?: string | undefined
  /** At most 100 characters. */
  readonly name?: string | undefined
  /** At most 4000 characters. */
  readonly description?: string | null | undefined
  /** 5 to 1440. */
  readonly durationMinutes?: number | undefined
  /** 0 to 480. */
  readonly bufferBeforeMinutes?: number | undefined
  /** 0 to 480. */
  readonly bufferAfterMinutes?: number | undefined
  /** 1 to 500. */
  readonly capacity?: number | undefined
  /** At most 84. */
  readonly hours?: readonly WeeklyInterval[] | null | undefined
  /** 5 to 1440. */
  readonly slotStepMinutes?: number | null | undefined
  /** 0 to 525600. */
  readonly minNoticeMinutes?: number | null | undefined
  /** 0 to 730. */
  readonly horizonDays?: number | null | undefined
  readonly approval?: 'automatic' | 'manual' | undefined
  /** Counts the bookings of this service alone, beside those of the policy. */
  readonly perClient?:
    | {
        /** 1 to 1000. */
        readonly maxUpcoming?: number | null | undefined
        /** 1 to 1000. */
        readonly maxPerDay?: number | null | undefined
        /** 1 to 1000. */
        readonly maxPerWeek?: number | null | undefined
      }
    | null
    | undefined
  readonly price?: Price | null | undefined
  readonly active?: boolean | undefined
  /** Unset: false. */
  readonly validateOnly?: boolean | undefined
}

export interface SaveServiceAnswer {
  readonly service: Service
  readonly revision: number
  /** The first 100 by start. */
  readonly conflicts: readonly Booking[]
  readonly conflictCount: number
}

export interface SetWorkingHoursRequest {
  readonly professionalId?: string | undefined
  /** Unset: false. */
  readonly validateOnly?: boolean | undefined
  /** At most 84. */
  readonly hours: readonly WeeklyInterval[] | null
  /** YYYY-MM-DD. */
  readonly effectiveFrom?: string | undefined
}

export interface SetWorkingHoursAnswer {
  readonly revision: number
  /** The first 100 by start. */
  readonly conflicts: readonly Booking[]
  readonly conflictCount: number
}

export interface SetDateHoursRequest {
  readonly professionalId?: string | undefined
  /** Unset: false. */
  readonly validateOnly?: boolean | undefined
  /** YYYY-MM-DD. */
  readonly date?: string | undefined
  /** At most 366. */
  readonly dates?: readonly string[] | undefined
  /** At most 12. */
  readonly intervals: readonly WallInterval[] | null
}

export interface SetDateHoursAnswer {
  readonly revision: number
  /** The first 100 by start. */
  readonly conflicts: readonly Booking[]
  readonly conflictCount: number
}

export interface AddTimeOffRequest {
  readonly professionalId?: string | undefined
  /** Unset: false. */
  readonly validateOnly?: boolean | undefined
  readonly start?: Instant | undefined
  readonly end?: Instant | undefined
  /** YYYY-MM-DD. */
  readonly startDate?: string | undefined
  /** YYYY-MM-DD. */
  readonly endDate?: string | undefined
  /** At most 1000 characters. */
  readonly note?: string | undefined
  /** Unset: "keep". */
  readonly onConflict?: 'keep' | 'cancel' | undefined
  /** At most 1000 characters. */
  readonly reasonForClients?: string | undefined
}

export interface AddTimeOffAnswer {
  readonly timeOff: TimeOff
  readonly revision: number
  /** The first 100 by start. */
  readonly conflicts: readonly Booking[]
  readonly conflictCount: number
}

export interface RemoveTimeOffRequest {
  readonly professionalId?: string | undefined
  /** Unset: false. */
  readonly validateOnly?: boolean | undefined
  readonly timeOffId: string
}

export interface RemoveTimeOffAnswer {
  readonly revision: number
  /** The first 100 by start. */
  readonly conflicts: readonly Booking[]
  readonly conflictCount: number
}

export interface SetExternalBusyRequest {
  readonly professionalId?: string | undefined
  /** Unset: false. */
  readonly validateOnly?: boolean | undefined
  /** At most 100 characters. */
  readonly source: string
  readonly from: Instant
  readonly to: Instant
  /** At most 1000. */
  readonly intervals: readonly {
    readonly start: Instant
    readonly end: Instant
  }[]
}

export interface SetExternalBusyAnswer {
  readonly revision: number
  /** The first 100 by start. */
  readonly conflicts: readonly Booking[]
  readonly conflictCount: number
}

export interface SetActivityRequest {
  readonly professionalId?: string | undefined
  /** Unset: false. */
  readonly validateOnly?: boolean | undefined
  readonly state: 'available' | 'busy' | 'away'
  /** With busy and away. Unset: the end of the hours that now is in, else of the next ones today. */
  readonly until?: Instant | undefined
  /** At most 140 characters. */
  readonly message?: string | undefined
}

export interface SetActivityAnswer {
  readonly activity: Activity
  readonly revision: number
  /** The first 100 by start. */
  readonly conflicts: readonly Booking[]
  readonly conflictCount: number
}

export interface ReportProgressRequest {
  readonly professionalId?: string | undefined
  /** Unset: false. */
  readonly validateOnly?: boolean | undefined
  readonly bookingId: string
  /** A running-late that is not later than agreed takes a delay back. A no-show before the start ends the appointment at its start. */
  readonly step: 'started' | 'running-late' | 'finished' | 'no-show'
  /** With running-late, before the session has begun: its end moves along. */
  readonly expectedStart?: Instant | undefined
  /** With running-late, once the session has begun. */
  readonly expectedEnd?: Instant | undefined
}

export interface ReportProgressAnswer {
  readonly booking: Booking
  readonly revision: number
  /** The first 100 by start. */
  readonly conflicts: readonly Booking[]
  readonly conflictCount: number
  readonly delayed: readonly {
    readonly bookingId: string
    readonly expectedStart: string
  }[]
}

export interface DecideBookingRequest {
  readonly professionalId?: string | undefined
  /** Unset: false. */
  readonly validateOnly?: boolean | undefined
  readonly bookingId: string
  readonly decision: 'approve' | 'decline'
  /** At most 1000 characters. */
  readonly reason?: string | undefined
}

export interface DecideBookingAnswer {
  readonly booking: Booking
  readonly revision: number
  /** The first 100 by start. */
  readonly conflicts: readonly Booking[]
  readonly conflictCount: number
}

export interface SetBlockRequest {
  readonly professionalId?: string | undefined
  /** At most 128 characters. */
  readonly clientUid?: string | undefined
  /** At most 254 characters. */
  readonly email?: string | undefined
  /** At most 40 characters. */
  readonly phone?: string | undefined
  readonly blocked: boolean
  /** For the professional alone. Unset, the one that there is stays; null clears it. At most 1000 characters. */
  readonly note?: string | null | undefined
}

export interface SetBlockAnswer {
  readonly revision: number
  /** Bookings still to come of whoever is named, the first 100 by start; they stay. */
  readonly upcoming: readonly Booking[]
}

export interface ListBlocksRequest {
  readonly professionalId?: string | undefined
  /** 1 to 100. Unset: 50. */
  readonly pageSize?: number | undefined
  /** At most 1000 characters. */
  readonly pageToken?: string | undefined
}

export interface ListBlocksAnswer {
  /** The newest first. */
  readonly blocks: readonly {
    readonly clientUid?: string
    readonly email?: string
    readonly phone?: string
    readonly name?: string
    readonly note?: string
    readonly createdAt: string
  }[]
  readonly nextPageToken?: string
}

export interface GetScheduleRequest {
  readonly professionalId?: string | undefined
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
}

export interface GetScheduleAnswer {
  readonly professional: Professional
  readonly services: readonly Service[]
  readonly workingHours: readonly {
    /** YYYY-MM-DD. */
    readonly effectiveFrom: string
    readonly hours: readonly WeeklyInterval[]
  }[]
  readonly dateHours: readonly {
    /** YYYY-MM-DD. */
    readonly date: string
    readonly intervals: readonly WallInterval[]
  }[]
  readonly timeOff: readonly TimeOff[]
  readonly externalBusy: readonly {
    readonly source: string
    readonly start: string
    readonly end: string
  }[]
  /** When any active service can be booked, whatever is booked already: the hours of all of them united, less time off, external busy time, activity and delays. */
  readonly windows: readonly {
    readonly start: string
    readonly end: string
  }[]
  readonly activity: Activity
  /** Where the range reaches more than 400 days back or 732 ahead: windows are told of that stretch alone. */
  readonly truncated?: true
  readonly revision: number
}

export interface ListChangesRequest {
  readonly professionalId?: string | undefined
  /** Unset: 0. */
  readonly afterRevision?: number | undefined
  /** 1 to 100. Unset: 50. */
  readonly pageSize?: number | undefined
  /** At most 1000 characters. */
  readonly pageToken?: string | undefined
}

export interface ListChangesAnswer {
  readonly changes: readonly Change[]
  readonly revision: number
  readonly firstRevision: number
  readonly nextPageToken?: string
}

export interface ListProfessionalsRequest {
  readonly active?: boolean | undefined
  /** Words, each of which must occur, as a part of a word too, whatever case, accents and form of characters: in the name, the headline, the specialties, or the names of active services. At most 200 characters. */
  readonly text?: string | undefined
  /** 1 to 100. Unset: 50. */
  readonly pageSize?: number | undefined
  /** At most 1000 characters. */
  readonly pageToken?: string | undefined
}

export interface ListProfessionalsAnswer {
  readonly professionals: readonly Professional[]
  readonly nextPageToken?: string
}

export interface SearchProfessionalsRequest {
  /** One of the specialties, whole; neither case nor accents count, nor the form in which a character is written. At most 60 characters. */
  readonly specialty?: string | undefined
  /** Words, each of which must occur, as a part of a word too, whatever case, accents and form of characters: in the name, the headline, the specialties, or the names of active services. At most 200 characters. */
  readonly text?: string | undefined
  /** Only services that take so long count. 5 to 1440. */
  readonly durationMinutes?: number | undefined
  /** Only who has a slot from then on is listed: exactly and by the soonest where it is not after now, else of the first 200 that match. */
  readonly from?: Instant | undefined
  /** Only who has a slot before then is listed. At most 62 days after from, or now; so long after from if unset. */
  readonly to?: Instant | undefined
  /** Only who is shown as available and has a slot that starts in 60 minutes at the latest. Unset: false. */
  readonly availableNow?: boolean | undefined
  /** 1 to 100. Unset: 50. */
  readonly pageSize?: number | undefined
  /** At most 1000 characters. */
  readonly pageToken?: string | undefined
}

export interface SearchProfessionalsAnswer {
  readonly professionals: readonly FoundProfessional[]
  readonly nextPageToken?: string
}

export interface GetProfessionalRequest {
  readonly professionalId: string
}

export interface GetProfessionalAnswer {
  readonly professional: Professional
  readonly services: readonly Service[]
  readonly activity: Activity
}

export interface SearchAvailabilityRequest {
  readonly professionalId: string
  readonly serviceId: string
  readonly from: Instant
  readonly to: Instant
  /** 1 to 500. Unset: 1. */
  readonly seats?: number | undefined
  readonly reschedulingBookingId?: string | undefined
  readonly timeZone?: string | undefined
}

export interface SearchAvailabilityAnswer {
  readonly professionalId: string
  readonly serviceId: string
  readonly timeZone: string
  readonly displayTimeZone?: string
  readonly revision: number
  readonly slots: readonly Slot[]
}

export interface ExplainAvailabilityRequest {
  readonly professionalId?: string | undefined
  readonly serviceId: string
  readonly start: Instant
  /** 1 to 500. Unset: 1. */
  readonly seats?: number | undefined
}

export interface ExplainAvailabilityAnswer {
  readonly bookable: boolean
  readonly reasons: readonly Explanation[]
}

export interface HoldSlotRequest {
  readonly serviceId: string
  readonly start: Instant
  /** 1 to 500. Unset: 1. */
  readonly seats?: number | undefined
  /** From now. The same start again renews the hold, with the seats of the newer request, up to 15 minutes after it was placed. An account’s holds keep seats of one professional for at most 30 minutes in any 2 hours: what would be longer is refused, with Retry-After. 1 to 15. Unset: 10. */
  readonly holdMinutes?: number | undefined
}

export interface HoldSlotAnswer {
  readonly booking: Booking
}

export interface CreateBookingRequest {
  /** A hold of the caller’s own, which becomes the booking under its id. The notice counts as of when it was placed. */
  readonly holdId?: string | undefined
  readonly serviceId?: string | undefined
  readonly start?: Instant | undefined
  /** 1 to 500. */
  readonly seats?: number | undefined
  /** At most 1000 characters. */
  readonly note?: string | undefined
  readonly client?:
    | {
        /** At most 100 characters. */
        readonly name?: string | undefined
        /** At most 254 characters. */
        readonly email?: string | undefined
        /** At most 40 characters. */
        readonly phone?: string | undefined
      }
    | undefined
  /** At most 128 characters. */
  readonly clientUid?: string | undefined
  readonly timeZone?: string | undefined
  /** At most 7. */
  readonly override?: readonly Override[] | undefined
}

export interface CreateBookingAnswer {
  readonly booking: Booking
}

export interface RescheduleBookingRequest {
  readonly bookingId: string
  readonly start: Instant
  /** At least 1. */
  readonly version?: number | undefined
  /** At most 7. */
  readonly override?: readonly Override[] | undefined
}

export interface RescheduleBookingAnswer {
  readonly booking: Booking
}

export interface CancelBookingRequest {
  readonly bookingId: string
  /** At most 1000 characters. */
  readonly reason?: string | undefined
  /** At least 1. */
  readonly version?: number | undefined
}

export interface CancelBookingAnswer {
  readonly booking: Booking
}

export interface GetBookingRequest {
  readonly bookingId: string
}

export interface GetBookingAnswer {
  readonly booking: Booking
  readonly history: readonly {
    readonly at: string
    readonly type: ChangeType
    readonly by: ActorKind
    readonly override?: readonly Override[]
  }[]
}

export interface ListBookingsRequest {
  readonly as: 'client' | 'professional'
  readonly professionalId?: string | undefined
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
  /** At most 9. */
  readonly status?: readonly Status[] | undefined
  /** Unset: "asc". */
  readonly order?: 'asc' | 'desc' | undefined
  /** 1 to 100. Unset: 50. */
  readonly pageSize?: number | undefined
  /** At most 1000 characters. */
  readonly pageToken?: string | undefined
}

export interface ListBookingsAnswer {
  readonly bookings: readonly Booking[]
  readonly nextPageToken?: string
}

export type GetAccountRequest = { readonly [key: string]: never }

export interface GetAccountAnswer {
  readonly account: Account
  readonly professionalId?: string
  /** Of the last 90 days. */
  readonly unreadNotifications: number
}

export interface SaveAccountRequest {
  /** At most 100 characters. */
  readonly name?: string | null | undefined
  /** At most 254 characters. */
  readonly email?: string | null | undefined
  /** At most 40 characters. */
  readonly phone?: string | null | undefined
  readonly timeZone?: string | null | undefined
  readonly locale?: string | null | undefined
  readonly notifications?:
    | {
        readonly push?: boolean | undefined
        readonly email?: boolean | undefined
        /** How many minutes before its start a booking is reminded of; none: never. At most 5. */
        readonly reminderMinutes?: readonly number[] | undefined
      }
    | undefined
}

export interface SaveAccountAnswer {
  readonly account: Account
}

/** A token belongs to the account that registered it last. An account has at most 20 devices: one more is refused, unregister another first. */
export interface RegisterDeviceRequest {
  /** The registration token that FCM gave the app. At most 4096 characters. */
  readonly token: string
  readonly platform: 'ios' | 'android' | 'web'
  readonly locale?: string | undefined
}

export type RegisterDeviceAnswer = object

/** By its token, which succeeds also where the account has no such device (any more), or by its id. */
export interface UnregisterDeviceRequest {
  /** The registration token that FCM gave the app. At most 4096 characters. */
  readonly token?: string | undefined
  readonly deviceId?: string | undefined
}

export type UnregisterDeviceAnswer = object

/** Those that are named, all of them or none; or all of the account. */
export interface MarkNotificationsReadRequest {
  /** At most 100. */
  readonly notificationIds?: readonly string[] | undefined
  readonly all?: true | undefined
}

export type MarkNotificationsReadAnswer = object

export interface ExportAccountRequest {
  /** At most 1000 characters. */
  readonly pageToken?: string | undefined
}

export interface ExportAccountAnswer {
  readonly account?: {
    readonly uid: string
    readonly name?: string
    readonly email?: string
    readonly phone?: string
    readonly timeZone?: string
    readonly locale?: string
    readonly notifications: {
      readonly push: boolean
      readonly email: boolean
      readonly reminderMinutes: readonly number[]
    }
    readonly createdAt: string
    readonly updatedAt: string
  }
  readonly devices?: readonly {
    readonly deviceId: string
    readonly token: string
    readonly platform: string
    readonly locale?: string
    readonly createdAt: string
  }[]
  /** Those of which the caller is the client. */
  readonly bookings?: readonly Booking[]
  readonly notifications?: readonly {
    readonly notificationId: string
    readonly professionalId: string
    readonly type: string
    readonly bookingIds: readonly string[]
    readonly createdAt: string
    readonly readAt?: string
    readonly deliveries: readonly {
      readonly channel: string
      readonly state: string
      readonly endedAt?: string
    }[]
  }[]
  readonly professional?: Professional
  readonly activity?: Activity
  readonly services?: readonly Service[]
  readonly workingHours?: readonly {
    /** YYYY-MM-DD. */
    readonly effectiveFrom: string
    readonly hours: readonly WeeklyInterval[]
  }[]
  readonly dateHours?: readonly {
    /** YYYY-MM-DD. */
    readonly date: string
    readonly intervals: readonly WallInterval[]
  }[]
  readonly timeOff?: readonly TimeOff[]
  readonly externalBusy?: readonly {
    readonly source: string
    readonly start: string
    readonly end: string
  }[]
  /** Whom the caller’s professional takes no bookings from. */
  readonly blocks?: readonly {
    readonly clientUid?: string
    readonly email?: string
    readonly phone?: string
    readonly name?: string
    readonly note?: string
    readonly createdAt: string
  }[]
  /** The bookings of others with the caller’s professional. */
  readonly agenda?: readonly Booking[]
  readonly nextPageToken?: string
}

/** Of a booking, of an account, of both or of all; the last decided first. */
export interface ListDeliveriesRequest {
  readonly bookingId?: string | undefined
  /** At most 128 characters. */
  readonly uid?: string | undefined
  /** 1 to 100. Unset: 50. */
  readonly pageSize?: number | undefined
  /** At most 1000 characters. */
  readonly pageToken?: string | undefined
}

export interface ListDeliveriesAnswer {
  readonly deliveries: readonly Delivery[]
  readonly nextPageToken?: string
}

export interface EraseAccountRequest {
  readonly confirm: 'erase'
  /** Unset: false. */
  readonly cancelBookings?: boolean | undefined
  /** Of another account; admins alone may name one. At most 128 characters. */
  readonly uid?: string | undefined
}

export type EraseAccountAnswer = object

export interface GuestBookingRequest {
  /** Of the link in a mail; one that was altered or has expired is not-found. At most 2000 characters. */
  readonly token: string
}

export interface GuestBookingAnswer {
  readonly booking: Booking
}

export interface CancelGuestBookingRequest {
  /** Of the link in a mail; one that was altered or has expired is not-found. At most 2000 characters. */
  readonly token: string
  /** At most 1000 characters. */
  readonly reason?: string | undefined
}

export interface CancelGuestBookingAnswer {
  readonly booking: Booking
}

export interface UnsubscribeRequest {
  /** Of the link in a mail; one that was altered or has expired is not-found. At most 2000 characters. */
  readonly token: string
  readonly 'List-Unsubscribe'?: 'One-Click' | undefined
}

export type UnsubscribeAnswer = object

export type HealthRequest = { readonly [key: string]: never }

export interface HealthAnswer {
  readonly status: 'up' | 'down'
  readonly parts: {
    readonly database: 'up' | 'down'
  }
  readonly channels: {
    /** Off where no mail server is set: nobody is told by it, and nothing waits. */
    readonly mail: 'on' | 'off'
    /** Off where no push service is set: nobody is told by it, and nothing waits. */
    readonly push: 'on' | 'off'
  }
}

/** Every function that apps call: queries by GET, commands by POST with an idempotency key. */
export interface Calls {
  /** Makes a calendar, or changes its professional and rules. */
  readonly saveProfessional: (
    input?: SaveProfessionalRequest,
    options?: CommandOptions,
  ) => Promise<SaveProfessionalAnswer>
  /** Adds a service, or changes one. */
  readonly saveService: (
    input?: SaveServiceRequest,
    options?: CommandOptions,
  ) => Promise<SaveServiceAnswer>
  /** Sets the weekly hours from a date on. */
  readonly setWorkingHours: (
    input: SetWorkingHoursRequest,
    options?: CommandOptions,
  ) => Promise<SetWorkingHoursAnswer>
  /** Sets the hours of single dates. */
  readonly setDateHours: (
    input: SetDateHoursRequest,
    options?: CommandOptions,
  ) => Promise<SetDateHoursAnswer>
  /** Takes time off. */
  readonly addTimeOff: (
    input?: AddTimeOffRequest,
    options?: CommandOptions,
  ) => Promise<AddTimeOffAnswer>
  /** Gives time off back. */
  readonly removeTimeOff: (
    input: RemoveTimeOffRequest,
    options?: CommandOptions,
  ) => Promise<RemoveTimeOffAnswer>
  /** Tells what another calendar has. */
  readonly setExternalBusy: (
    input: SetExternalBusyRequest,
    options?: CommandOptions,
  ) => Promise<SetExternalBusyAnswer>
  /** Says what the professional is doing now. */
  readonly setActivity: (
    input: SetActivityRequest,
    options?: CommandOptions,
  ) => Promise<SetActivityAnswer>
  /** Tells how a session is going. */
  readonly reportProgress: (
    input: ReportProgressRequest,
    options?: CommandOptions,
  ) => Promise<ReportProgressAnswer>
  /** Approves or declines a request. */
  readonly decideBooking: (
    input: DecideBookingRequest,
    options?: CommandOptions,
  ) => Promise<DecideBookingAnswer>
  /** Takes no more bookings from somebody, or takes them again. */
  readonly setBlock: (input: SetBlockRequest, options?: CommandOptions) => Promise<SetBlockAnswer>
  /** Lists whom a professional takes no bookings from. */
  readonly listBlocks: (
    input?: ListBlocksRequest,
    options?: CallOptions,
  ) => Promise<ListBlocksAnswer>
  /** Answers a whole schedule to its owner. */
  readonly getSchedule: (
    input?: GetScheduleRequest,
    options?: CallOptions,
  ) => Promise<GetScheduleAnswer>
  /** Lists what changed in a calendar since a revision. */
  readonly listChanges: (
    input?: ListChangesRequest,
    options?: CallOptions,
  ) => Promise<ListChangesAnswer>
  /** Lists all professionals to an admin. */
  readonly listProfessionals: (
    input?: ListProfessionalsRequest,
    options?: CallOptions,
  ) => Promise<ListProfessionalsAnswer>
  /** Finds professionals, the soonest free first. */
  readonly searchProfessionals: (
    input?: SearchProfessionalsRequest,
    options?: CallOptions,
  ) => Promise<SearchProfessionalsAnswer>
  /** Answers what clients may know of a professional. */
  readonly getProfessional: (
    input: GetProfessionalRequest,
    options?: CallOptions,
  ) => Promise<GetProfessionalAnswer>
  /** Lists the free slots of a service. */
  readonly searchAvailability: (
    input: SearchAvailabilityRequest,
    options?: CallOptions,
  ) => Promise<SearchAvailabilityAnswer>
  /** Tells why a start can or cannot be booked. */
  readonly explainAvailability: (
    input: ExplainAvailabilityRequest,
    options?: CallOptions,
  ) => Promise<ExplainAvailabilityAnswer>
  /** Keeps a slot while a client checks out. */
  readonly holdSlot: (input: HoldSlotRequest, options?: CommandOptions) => Promise<HoldSlotAnswer>
  /** Books a slot. */
  readonly createBooking: (
    input?: CreateBookingRequest,
    options?: CommandOptions,
  ) => Promise<CreateBookingAnswer>
  /** Moves a booking to another start. */
  readonly rescheduleBooking: (
    input: RescheduleBookingRequest,
    options?: CommandOptions,
  ) => Promise<RescheduleBookingAnswer>
  /** Cancels a booking, or releases a hold. */
  readonly cancelBooking: (
    input: CancelBookingRequest,
    options?: CommandOptions,
  ) => Promise<CancelBookingAnswer>
  /** Answers one booking with its history. */
  readonly getBooking: (
    input: GetBookingRequest,
    options?: CallOptions,
  ) => Promise<GetBookingAnswer>
  /** Lists bookings of a client or a professional. */
  readonly listBookings: (
    input: ListBookingsRequest,
    options?: CallOptions,
  ) => Promise<ListBookingsAnswer>
  /** Answers the caller's account. */
  readonly getAccount: (
    input?: GetAccountRequest,
    options?: CallOptions,
  ) => Promise<GetAccountAnswer>
  /** Says what the account is, and how it hears of things. */
  readonly saveAccount: (
    input?: SaveAccountRequest,
    options?: CommandOptions,
  ) => Promise<SaveAccountAnswer>
  /** Pushes to a device from now on. */
  readonly registerDevice: (
    input: RegisterDeviceRequest,
    options?: CommandOptions,
  ) => Promise<RegisterDeviceAnswer>
  /** Pushes to a device no more. */
  readonly unregisterDevice: (
    input?: UnregisterDeviceRequest,
    options?: CommandOptions,
  ) => Promise<UnregisterDeviceAnswer>
  /** Marks messages as read. */
  readonly markNotificationsRead: (
    input?: MarkNotificationsReadRequest,
    options?: CommandOptions,
  ) => Promise<MarkNotificationsReadAnswer>
  /** Tells the caller everything that is held about them. */
  readonly exportAccount: (
    input?: ExportAccountRequest,
    options?: CallOptions,
  ) => Promise<ExportAccountAnswer>
  /** Tells an admin what became of messages to people. */
  readonly listDeliveries: (
    input?: ListDeliveriesRequest,
    options?: CallOptions,
  ) => Promise<ListDeliveriesAnswer>
  /** Begins to erase an account. */
  readonly eraseAccount: (
    input: EraseAccountRequest,
    options?: CommandOptions,
  ) => Promise<EraseAccountAnswer>
  /** Answers a guest's booking to whoever has its link. */
  readonly guestBooking: (
    input: GuestBookingRequest,
    options?: CallOptions,
  ) => Promise<GuestBookingAnswer>
  /** Cancels a guest's booking by its link. */
  readonly cancelGuestBooking: (
    input: CancelGuestBookingRequest,
    options?: CommandOptions,
  ) => Promise<CancelGuestBookingAnswer>
  /** Stops mail to an account or a guest, by the link in each. */
  readonly unsubscribe: (
    input: UnsubscribeRequest,
    options?: CommandOptions,
  ) => Promise<UnsubscribeAnswer>
  /** Answers whether the system can serve. */
  readonly health: (input?: HealthRequest, options?: CallOptions) => Promise<HealthAnswer>
}
