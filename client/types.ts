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
  /** The amount in the currency’s minor unit (cents), 0–1,000,000,000. */
  readonly amountMinor: number
  /** An ISO 4217 code, such as `EUR`. */
  readonly currency: string
}

/** `HH:MM` to `HH:MM`; an end before the start is on the next day. */
export interface WallInterval {
  /** The wall time at which it starts, `00:00`–`23:59`. */
  readonly start: string
  /** The wall time at which it ends, `00:00`–`24:00`; a full day is `00:00` to `24:00`. */
  readonly end: string
}

/** Hours of a weekday, 1 = Monday … 7 = Sunday. */
export interface WeeklyInterval {
  /** The ISO weekday: 1 = Monday … 7 = Sunday. */
  readonly weekday: number
  /** The wall time at which it starts, `00:00`–`23:59`. */
  readonly start: string
  /** The wall time at which it ends, `00:00`–`24:00`; a full day is `00:00` to `24:00`. */
  readonly end: string
}

/** Rules as they are sent: absent fields keep their value, null clears. */
export interface PolicyPatch {
  /** How far apart starts are, 5–1440 minutes of elapsed time; null: the service’s duration. */
  readonly slotStepMinutes?: number | null | undefined
  /** How long before its start a booking is taken at the latest, 0–525600 minutes. 0 for a new calendar. */
  readonly minNoticeMinutes?: number | undefined
  /** How many days ahead bookings are taken, 0–730; 0: today only. 60 for a new calendar. */
  readonly horizonDays?: number | undefined
  /** How many appointments a local date takes, in every service, 1–1000; null: no limit. */
  readonly maxBookingsPerDay?: number | null | undefined
  /** How many appointments a week takes, in every service, 1–1000; null: no limit. */
  readonly maxBookingsPerWeek?: number | null | undefined
  /** How many booked minutes a local date takes, 1–1440; null: no limit. */
  readonly maxMinutesPerDay?: number | null | undefined
  /** Until how many minutes before the start a client may cancel what is confirmed, 0–525600. 0 for a new calendar. */
  readonly cancelNoticeMinutes?: number | undefined
  /** Until how many minutes before the start a client may move a booking, 0–525600. 0 for a new calendar. */
  readonly rescheduleNoticeMinutes?: number | undefined
  /** On which ISO weekday a week begins for the weekly limits: 1 = Monday … 7 = Sunday. 1 for a new calendar. */
  readonly weekStartsOn?: number | undefined
  /** How many bookings one client may have in this calendar, guests’ under their verified address or number included; null: no limit. Search leaves out what it refuses; documents, and `search-professionals`, are alike for everybody. */
  readonly perClient?:
    | {
        /** How many may be still to come, 1–1000. Null: no limit. */
        readonly maxUpcoming?: number | null | undefined
        /** How many may start on one local date, 1–1000. Null: no limit. */
        readonly maxPerDay?: number | null | undefined
        /** How many may start in one week, 1–1000. Null: no limit. */
        readonly maxPerWeek?: number | null | undefined
      }
    | null
    | undefined
  /** Whether clients need a verified e-mail address or phone number in their token, else `unverified`. False for a new calendar. */
  readonly requireVerified?: boolean | undefined
}

/** A start at which a booking would be accepted now. */
export interface Slot {
  /** When it starts. */
  readonly start: string
  /** When it ends. */
  readonly end: string
  /** How many seats are free, at least 1. */
  readonly seatsLeft: number
}

/** A slot of one of several services. */
export interface NextSlot {
  /** When it starts. */
  readonly start: string
  /** When it ends. */
  readonly end: string
  /** How many seats are free, at least 1. */
  readonly seatsLeft: number
  /** The service that is free then. */
  readonly serviceId: string
}

/** Who a booking is for. */
export interface BookingClient {
  /** The account. Absent for a guest. */
  readonly uid?: string
  /** What they are called. */
  readonly name: string
  /** Their address. Absent where none is known. */
  readonly email?: string
  /** Their number. Absent where none is known. */
  readonly phone?: string
}

/** A booking as its parties see it. */
export interface Booking {
  /** The booking; a hold keeps its id when it is booked. */
  readonly bookingId: string
  /** The block of the professional’s time that the seats are in; bookings that share it share its start. */
  readonly appointmentId: string
  /** The professional whose calendar it is. */
  readonly professionalId: string
  /** The professional’s present name. */
  readonly professionalName: string
  /** The service. */
  readonly serviceId: string
  /** The service’s present name. */
  readonly serviceName: string
  /** Where it is in its life, as of now. */
  readonly status: Status
  /** When the session starts. */
  readonly start: string
  /** When it ends, as agreed; a delay does not move it. */
  readonly end: string
  /** The professional’s IANA time zone: dates and wall times are told in it. */
  readonly timeZone: string
  /** How many seats of the appointment it claims, 1–500. */
  readonly seats: number
  /** The booking’s version: a whole number that grows with each change of this booking. */
  readonly version: number
  /** Who it is for. */
  readonly client: BookingClient
  /** What the client said with it, up to 1000 characters. Absent where nothing was. */
  readonly note?: string
  /** What the service cost when it was booked. Absent where it had no price. */
  readonly price?: Price
  /** When it is expected to start, where delays before it push it. Absent where that is the agreed start. */
  readonly expectedStart?: string
  /** When it is expected to end. Absent where that is the agreed end. */
  readonly expectedEnd?: string
  /** When the session was over in truth. Absent until it is completed. */
  readonly endedAt?: string
  /** Until when a hold keeps the seats. Absent where it is no hold. */
  readonly holdExpiresAt?: string
  /** Until when the client may cancel: `pending`, until the start, `confirmed`, by the policy. Absent in other statuses. */
  readonly cancelUntil?: string
  /** Until when the client may move it, by the policy. Absent unless `pending` or `confirmed`. */
  readonly rescheduleUntil?: string
  /** As what whoever cancelled or declined it acted. Absent where nobody did. */
  readonly cancelledBy?: ActorKind
  /** What they said of it, up to 1000 characters. Absent where nothing was. */
  readonly cancelReason?: string
  /** When it came to be. */
  readonly createdAt: string
  /** When it last changed. */
  readonly updatedAt: string
}

/** Where a professional works. */
export interface Location {
  /** The postal address, 1–500 characters. */
  readonly address: string
  /** Degrees north, −90–90. Absent where it is not told. */
  readonly latitude?: number
  /** Degrees east, −180–180. Absent where it is not told. */
  readonly longitude?: number
}

/** A professional's rules. */
export interface Policy {
  /** How far apart starts are, 5–1440 minutes of elapsed time. Absent: the service’s duration. */
  readonly slotStepMinutes?: number
  /** How long before its start a booking is taken at the latest, 0–525600 minutes. */
  readonly minNoticeMinutes: number
  /** How many days ahead bookings are taken, 0–730; 0: today only. */
  readonly horizonDays: number
  /** How many appointments a local date takes, in every service, 1–1000. Absent: no limit. */
  readonly maxBookingsPerDay?: number
  /** How many appointments a week takes, in every service, 1–1000. Absent: no limit. */
  readonly maxBookingsPerWeek?: number
  /** How many booked minutes a local date takes, 1–1440. Absent: no limit. */
  readonly maxMinutesPerDay?: number
  /** Until how many minutes before the start a client may cancel what is confirmed, 0–525600. */
  readonly cancelNoticeMinutes: number
  /** Until how many minutes before the start a client may move a booking, 0–525600. */
  readonly rescheduleNoticeMinutes: number
  /** On which ISO weekday a week begins for the weekly limits: 1 = Monday … 7 = Sunday. */
  readonly weekStartsOn: number
  /** How many bookings one client may have. Absent: no limit. */
  readonly perClient?: {
    /** How many may be still to come, 1–1000. Absent: no limit. */
    readonly maxUpcoming?: number
    /** How many may start on one local date, 1–1000. Absent: no limit. */
    readonly maxPerDay?: number
    /** How many may start in one week, 1–1000. Absent: no limit. */
    readonly maxPerWeek?: number
  }
  /** Whether clients need a verified e-mail address or phone number in their token, else `unverified`. */
  readonly requireVerified: boolean
}

/** What a client may know of a professional. */
export interface Professional {
  /** The professional. */
  readonly professionalId: string
  /** What the professional is called, 1–100 characters. */
  readonly name: string
  /** One line about them, up to 140 characters. Absent where there is none. */
  readonly headline?: string
  /** More about them, up to 4000 characters. Absent where there is none. */
  readonly about?: string
  /** The address of a picture, http or https. Absent where there is none. */
  readonly photoUrl?: string
  /** Where they work. Absent where it is not told. */
  readonly location?: Location
  /** Whether sessions are held online. Absent where it is not told. */
  readonly online?: boolean
  /** How to reach them; public. Absent where it is not told. */
  readonly contact?: {
    /** A phone number. Absent where it is not told. */
    readonly phone?: string
    /** An e-mail address. Absent where it is not told. */
    readonly email?: string
  }
  /** What they are specialised in: at most 20 of 1–60 characters. */
  readonly specialties: readonly string[]
  /** The IANA time zone in which their calendar is kept, such as `Europe/Berlin`. */
  readonly timeZone: string
  /** Whether they take bookings. */
  readonly active: boolean
  /** By which rules starts are offered, refused and given back. */
  readonly policy: Policy
  /** The calendar’s revision: a whole number that grows by one with each change. A greater one is newer. */
  readonly revision: number
}

/** What a professional offers. Unset rules are those of the policy. */
export interface Service {
  /** The service. */
  readonly serviceId: string
  /** The professional whose calendar it is. */
  readonly professionalId: string
  /** What it is called, 1–100 characters. */
  readonly name: string
  /** More about it, up to 4000 characters. Absent where there is none. */
  readonly description?: string
  /** How long a session takes, 5–1440 minutes of elapsed time. */
  readonly durationMinutes: number
  /** Time that is kept free before a session, 0–480 minutes. */
  readonly bufferBeforeMinutes: number
  /** Time that is kept free after a session, 0–480 minutes. */
  readonly bufferAfterMinutes: number
  /** How many seats an appointment has, 1–500. */
  readonly capacity: number
  /** When it is offered, instead of the working hours. Absent: in the working hours. */
  readonly hours?: readonly WeeklyInterval[]
  /** How far apart its starts are, 5–1440 minutes. Absent: the policy’s, else the duration. */
  readonly slotStepMinutes?: number
  /** Its own notice, 0–525600 minutes. Absent: the policy’s. */
  readonly minNoticeMinutes?: number
  /** How many days ahead it is booked, 0–730. Absent: the policy’s. */
  readonly horizonDays?: number
  /** Whether its bookings wait for the professional’s word. */
  readonly approval: 'automatic' | 'manual'
  /** How many bookings of this service one client may have. Absent: no limit of its own. */
  readonly perClient?: {
    /** How many may be still to come, 1–1000. Absent: no limit. */
    readonly maxUpcoming?: number
    /** How many may start on one local date, 1–1000. Absent: no limit. */
    readonly maxPerDay?: number
    /** How many may start in one week, 1–1000. Absent: no limit. */
    readonly maxPerWeek?: number
  }
  /** What it costs. Absent where that is not told. */
  readonly price?: Price
  /** Whether it is offered. */
  readonly active: boolean
}

/** What a professional is shown to be doing. */
export interface Activity {
  /** What is shown. */
  readonly state: ActivityState
  /** Until when `busy`, `away` or `in-session` lasts, as far as is known. Absent for the others. */
  readonly until?: string
  /** What the professional says of it, public, up to 140 characters. Absent where nothing. */
  readonly message?: string
}

/** A professional with what they offer, and their next free starts. */
export interface FoundProfessional {
  /** Who they are. */
  readonly professional: Professional
  /** What they offer; active ones. */
  readonly services: readonly Service[]
  /** What they are shown to be doing. */
  readonly activity: Activity
  /** The soonest free starts of the range, or from now on, over all services that count, at most 3; for the caller, whose own holds are free to them. */
  readonly nextSlots: readonly NextSlot[]
}

/** Time off as its owner sees it. */
export interface TimeOff {
  /** The entry. */
  readonly timeOffId: string
  /** When it begins. */
  readonly start: string
  /** When it ends. */
  readonly end: string
  /** Its first local date, where it was taken by whole days. Absent otherwise. YYYY-MM-DD. */
  readonly startDate?: string
  /** Its last local date, inclusive, where it was taken by whole days. Absent otherwise. YYYY-MM-DD. */
  readonly endDate?: string
  /** For the professional alone, up to 1000 characters. Absent where nothing was noted. */
  readonly note?: string
}

/** A schedule as its owner sees it. */
export interface Schedule {
  /** Who they are, with their rules. */
  readonly professional: Professional
  /** What they offer, inactive ones too. */
  readonly services: readonly Service[]
  /** The weekly rules, each in force from its date until the next one’s. */
  readonly workingHours: readonly {
    /** The local date from which it is in force. YYYY-MM-DD. */
    readonly effectiveFrom: string
    /** The hours of a week; none: closed. */
    readonly hours: readonly WeeklyInterval[]
  }[]
  /** Dates with hours of their own, which replace the weekly ones. */
  readonly dateHours: readonly {
    /** The local date. YYYY-MM-DD. */
    readonly date: string
    /** The hours; none: closed. */
    readonly intervals: readonly WallInterval[]
  }[]
  /** Time off, with its notes. */
  readonly timeOff: readonly TimeOff[]
  /** What other calendars have. */
  readonly externalBusy: readonly {
    /** What the other calendar is called. */
    readonly source: string
    /** When it is busy from. */
    readonly start: string
    /** When it is free again. */
    readonly end: string
  }[]
  /** When any active service can be booked, whatever is booked already: the hours of all of them united, less time off, external busy time, activity and delays. */
  readonly windows: readonly {
    /** When it begins. */
    readonly start: string
    /** When it ends. */
    readonly end: string
  }[]
  /** What the professional is shown to be doing. */
  readonly activity: Activity
  /** Where the range reaches more than 400 days back or 732 ahead: `windows` are told of that stretch alone. Absent otherwise. */
  readonly truncated?: true
  /** The calendar’s revision: a whole number that grows by one with each change. A greater one is newer. */
  readonly revision: number
}

/** A rule that refuses a start. */
export interface Explanation {
  /** Which rule. */
  readonly reason: TimeReason
  /** In words, for owner and admin only. Absent for others. */
  readonly detail?: string
  /** What of the calendar it comes from, for owner and admin only. Absent for others. */
  readonly source?: {
    /** What kind of thing it is. */
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
    /** Its id. Absent where it has none. */
    readonly id?: string
    /** When it begins. Absent where it has no beginning. */
    readonly start?: string
    /** When it ends. Absent where it has no end. */
    readonly end?: string
  }
}

/** One thing that happened to a calendar. */
export interface Change {
  /** The change. */
  readonly changeId: string
  /** What caused it: shared by all changes of one save. */
  readonly causeId: string
  /** What happened. */
  readonly type: ChangeType
  /** The calendar to which it happened. */
  readonly professionalId: string
  /** The revision that this change made; of `booking.reminder-due`, which makes none, the present one. */
  readonly revision: number
  /** When it happened. */
  readonly at: string
  /** Who did it. */
  readonly by: {
    /** Their part. */
    readonly kind: ActorKind
  }
  /** The local dates, in the professional’s time zone, whose free starts may differ; `all` where any may. */
  readonly dates: readonly string[] | 'all'
  /** The booking to which it happened. Absent where it is not about one. */
  readonly bookingId?: string
  /** The appointment of that booking. Absent where it is not about one. */
  readonly appointmentId?: string
  /** The service to which it happened, or that was booked. Absent where it is about none. */
  readonly serviceId?: string
}

/** What became of a message to somebody. */
export interface Delivery {
  /** The notification. */
  readonly notificationId: string
  /** What it tells of: all changes of one save. */
  readonly causeId: string
  /** By what it was to be told. */
  readonly channel: 'in-app' | 'push' | 'mail'
  /** How far it came. */
  readonly state: 'waiting' | 'sent' | 'dropped' | 'failed'
  /** When it was decided to tell. */
  readonly decidedAt: string
  /** When the other side took it. Absent until then. */
  readonly sentAt?: string
  /** How often it was tried. */
  readonly attempts: number
  /** The other side’s word, or why it was dropped; without an address. Absent until there is one. */
  readonly answer?: string
}

/** An account as its owner sees it. */
export interface Account {
  /** The Firebase user id. */
  readonly uid: string
  /** What the account calls itself, 1–100 characters. Absent where it is not known. */
  readonly name?: string
  /** The address for mail. Absent where none is known. */
  readonly email?: string
  /** Whether mail reaches the account: its token has a verified address, and it names no other one. */
  readonly emailVerified: boolean
  /** A phone number, 1–40 characters. Absent where none is known. */
  readonly phone?: string
  /** The IANA time zone in which times are told to this account, such as `Europe/Berlin`. Absent where it was never said. */
  readonly timeZone?: string
  /** The language in which it is told, BCP 47, such as `de-CH`. Absent where it was never said. */
  readonly locale?: string
  /** How the account wants to hear of things. */
  readonly notifications: {
    /** Whether devices are pushed to. */
    readonly push: boolean
    /** Whether mail is sent. */
    readonly email: boolean
    /** How many minutes before its start a booking is reminded of: up to 5 of 5–40320. None: never. */
    readonly reminderMinutes: readonly number[]
  }
  /** The devices that are pushed to, the first registered first; at most 20. */
  readonly devices: readonly {
    /** The device. */
    readonly deviceId: string
    /** What it runs. */
    readonly platform: 'ios' | 'android' | 'web'
    /** When it was registered. */
    readonly createdAt: string
  }[]
}

/** The body of every answer that is not 200 (RFC 9457). */
export interface Problem {
  /** Names the kind of problem: `urn:availability-checker:` and the reason. */
  readonly type: string
  /** The reason in words, for developers. */
  readonly title: string
  /** The HTTP status. */
  readonly status: number
  /** What was wrong this time, in English, for developers. */
  readonly detail: string
  /** Why, for programs: one of a closed set. */
  readonly reason: Reason
  /** Names the request in the logs; the same as `X-Request-Id`. */
  readonly requestId: string
  /** What is wrong, field by field, at most 20: with `invalid-request`, and with `not-changeable` of `erase-account`. Absent otherwise. */
  readonly errors?: readonly {
    /** Which field, as in `client.email` or `hours.0.start`; empty for the whole body. */
    readonly path: string
    /** What is wrong with it, quoting the value. */
    readonly message: string
  }[]
  /** How many errors there are; `errors` names the first. Absent without `errors`. */
  readonly errorCount?: number
  /** Free slots of that service and number of seats nearest to the wished start, within 14 days, at most 5, sorted: with refusals about a time. Absent otherwise. */
  readonly alternatives?: readonly Slot[]
}

/** What a professional is shown to be doing, as of when the document was written. */
export interface LiveActivity {
  /** What is shown. */
  readonly state: ActivityState
  /** Until when `busy`, `away` or `in-session` lasts, as far as is known. Absent for the others. */
  readonly until?: Date
  /** What the professional says of it, public, up to 140 characters. Absent where nothing. */
  readonly message?: string
}

/** An active service with its rules resolved. */
export interface Offer {
  /** The service. */
  readonly serviceId: string
  /** What it is called, 1–100 characters. */
  readonly name: string
  /** More about it, up to 4000 characters. Absent where there is none. */
  readonly description?: string
  /** How long a session takes, 5–1440 minutes of elapsed time. */
  readonly durationMinutes: number
  /** How many seats an appointment has, 1–500. */
  readonly capacity: number
  /** Whether its bookings wait for the professional’s word. */
  readonly approval: 'automatic' | 'manual'
  /** How long before its start a booking is taken at the latest, 0–525600 minutes. Apps hide starts before now and this. */
  readonly minNoticeMinutes: number
  /** How many days ahead it is booked, 0–730; 0: today only. */
  readonly horizonDays: number
  /** How far apart its starts are, 5–1440 minutes of elapsed time. */
  readonly slotStepMinutes: number
  /** What it costs. Absent where that is not told. */
  readonly price?: Price
}

/** A free start of one of several services. */
export interface NextStart {
  /** The service that is free then. */
  readonly serviceId: string
  /** When it starts. */
  readonly start: Date
  /** How many seats are free, at least 1. */
  readonly seatsLeft: number
}

/** A free start of a day. */
export interface DayStart {
  /** When it starts. */
  readonly start: Date
  /** How many seats are free, at least 1. */
  readonly seatsLeft: number
}

/** Time that a professional took off, as its owner sees it. */
export interface LiveTimeOff {
  /** The entry. */
  readonly timeOffId: string
  /** When it begins. */
  readonly start: Date
  /** When it ends. */
  readonly end: Date
  /** Its first local date, where it was taken by whole days. Absent otherwise. YYYY-MM-DD. */
  readonly startDate?: string
  /** Its last local date, inclusive, where it was taken by whole days. Absent otherwise. YYYY-MM-DD. */
  readonly endDate?: string
  /** For the professional alone, up to 1000 characters. Absent where nothing was noted. */
  readonly note?: string
}

/** What another calendar has. */
export interface LiveExternalBusy {
  /** What the other calendar is called. */
  readonly source: string
  /** When it is busy from. */
  readonly start: Date
  /** When it is free again. */
  readonly end: Date
}

/** A stretch of time that can be booked. */
export interface LiveWindow {
  /** When it begins. */
  readonly start: Date
  /** When it ends. */
  readonly end: Date
}

/** `professionals/{professionalId}`: Who a professional is, what they offer, what they are doing, and when they are next free. */
export interface ProfessionalDocument {
  /** The professional. */
  readonly professionalId: string
  /** What the professional is called, 1–100 characters. */
  readonly name: string
  /** One line about them, up to 140 characters. Absent where there is none. */
  readonly headline?: string
  /** More about them, up to 4000 characters. Absent where there is none. */
  readonly about?: string
  /** The address of a picture, http or https. Absent where there is none. */
  readonly photoUrl?: string
  /** Where they work. Absent where it is not told. */
  readonly location?: Location
  /** Whether sessions are held online. Absent where it is not told. */
  readonly online?: boolean
  /** How to reach them; public. Absent where it is not told. */
  readonly contact?: {
    /** A phone number. Absent where it is not told. */
    readonly phone?: string
    /** An e-mail address. Absent where it is not told. */
    readonly email?: string
  }
  /** What they are specialised in: at most 20 of 1–60 characters. */
  readonly specialties: readonly string[]
  /** The specialties as they are found, whatever their case and accents: fold a word alike and ask with `array-contains`. */
  readonly specialtyKeys: readonly string[]
  /** The IANA time zone in which their calendar is kept. */
  readonly timeZone: string
  /** On which ISO weekday a week begins for the weekly limits: 1 = Monday … 7 = Sunday. */
  readonly weekStartsOn: number
  /** Until how many minutes before the start a client may cancel what is confirmed, 0–525600. */
  readonly cancelNoticeMinutes: number
  /** Until how many minutes before the start a client may move a booking, 0–525600. */
  readonly rescheduleNoticeMinutes: number
  /** Whether clients need a verified e-mail address or phone number in their token, else `unverified`. */
  readonly requireVerified: boolean
  /** What they are shown to be doing. */
  readonly activity: LiveActivity
  /** What they offer: the active services, their rules resolved. */
  readonly services: readonly Offer[]
  /** By service, the soonest start from now on, notice considered; null where nothing is free within its horizon. Brought up to date within a minute after it has passed. */
  readonly nextFree: { readonly [key: string]: Date | null }
  /** The soonest free starts over all services, at most 3. */
  readonly nextSlots: readonly NextStart[]
  /** The soonest of `nextFree`; null where nothing is free. */
  readonly soonest: Date | null
  /** The last local date that has a day document where it has slots: today and the greatest horizon, 120 days at most. Beyond it, search. YYYY-MM-DD. */
  readonly daysThrough: string
  /** Whether they take bookings. */
  readonly active: boolean
  /** The calendar’s revision that last altered this document; it alone never causes a write. */
  readonly revision: number
  /** When it was written; it alone never causes a write. */
  readonly updatedAt: Date
}

/** `professionals/{professionalId}/days/{date}`: What is free on one local date, by the local date of the start. */
export interface DayDocument {
  /** The local date, in the professional’s time zone. YYYY-MM-DD. */
  readonly date: string
  /** The professional’s IANA time zone. */
  readonly timeZone: string
  /** By active service, its free starts for one seat, nobody’s own, sorted. Not by the clock: starts that have passed, or are too soon, stay; hide those before now and the service’s notice. */
  readonly slots: { readonly [key: string]: readonly DayStart[] }
  /** The calendar’s revision that last altered this document; it alone never causes a write. */
  readonly revision: number
  /** When it was written; it alone never causes a write. */
  readonly updatedAt: Date
  /** When it is deleted, within a day (TTL). */
  readonly expireAt: Date
}

/** `mirrors/{professionalId}`: All documents of this professional are as at this revision: an app that waits for the one a command answered sees its own change. */
export interface MirrorDocument {
  /** As at which revision all documents are. */
  readonly revision: number
  /** When it was written. */
  readonly updatedAt: Date
}

/** `accounts/{uid}/bookings/{bookingId}`: A client’s own booking. */
export interface BookingDocument {
  /** The booking; a hold keeps its id when it is booked. */
  readonly bookingId: string
  /** The block of the professional’s time that the seats are in; bookings that share it share its start. */
  readonly appointmentId: string
  /** The professional whose calendar it is. */
  readonly professionalId: string
  /** The professional’s present name. */
  readonly professionalName: string
  /** The service. */
  readonly serviceId: string
  /** The service’s present name. */
  readonly serviceName: string
  /** Where it is in its life, as of now. */
  readonly status: Status
  /** When the session starts. */
  readonly start: Date
  /** When it ends, as agreed; a delay does not move it. */
  readonly end: Date
  /** The professional’s IANA time zone: dates and wall times are told in it. */
  readonly timeZone: string
  /** How many seats of the appointment it claims, 1–500. */
  readonly seats: number
  /** The booking’s version: a whole number that grows with each change of this booking. */
  readonly version: number
  /** Who it is for. */
  readonly client: BookingClient
  /** What the client said with it, up to 1000 characters. Absent where nothing was. */
  readonly note?: string
  /** What the service cost when it was booked. Absent where it had no price. */
  readonly price?: Price
  /** When it is expected to start, where delays before it push it. Absent where that is the agreed start. */
  readonly expectedStart?: Date
  /** When it is expected to end. Absent where that is the agreed end. */
  readonly expectedEnd?: Date
  /** When the session was over in truth. Absent until it is completed. */
  readonly endedAt?: Date
  /** Until when a hold keeps the seats. Absent where it is no hold. */
  readonly holdExpiresAt?: Date
  /** Until when the client may cancel: `pending`, until the start, `confirmed`, by the policy. Absent in other statuses. */
  readonly cancelUntil?: Date
  /** Until when the client may move it, by the policy. Absent unless `pending` or `confirmed`. */
  readonly rescheduleUntil?: Date
  /** As what whoever cancelled or declined it acted. Absent where nobody did. */
  readonly cancelledBy?: ActorKind
  /** What they said of it, up to 1000 characters. Absent where nothing was. */
  readonly cancelReason?: string
  /** When it came to be. */
  readonly createdAt: Date
  /** When it last changed. */
  readonly updatedAt: Date
  /** When it is deleted, within a day (TTL). */
  readonly expireAt: Date
}

/** `accounts/{uid}/agenda/{bookingId}`: A booking as the professional sees it. */
export interface AgendaDocument {
  /** The booking; a hold keeps its id when it is booked. */
  readonly bookingId: string
  /** The block of the professional’s time that the seats are in; bookings that share it share its start. */
  readonly appointmentId: string
  /** The professional whose calendar it is. */
  readonly professionalId: string
  /** The professional’s present name. */
  readonly professionalName: string
  /** The service. */
  readonly serviceId: string
  /** The service’s present name. */
  readonly serviceName: string
  /** Where it is in its life, as of now. */
  readonly status: Status
  /** When the session starts. */
  readonly start: Date
  /** When it ends, as agreed; a delay does not move it. */
  readonly end: Date
  /** The professional’s IANA time zone: dates and wall times are told in it. */
  readonly timeZone: string
  /** How many seats of the appointment it claims, 1–500. */
  readonly seats: number
  /** The booking’s version: a whole number that grows with each change of this booking. */
  readonly version: number
  /** Who it is for. Absent while it is a hold. */
  readonly client?: BookingClient
  /** What the client said with it, up to 1000 characters. Absent where nothing was. */
  readonly note?: string
  /** What the service cost when it was booked. Absent where it had no price. */
  readonly price?: Price
  /** When it is expected to start, where delays before it push it. Absent where that is the agreed start. */
  readonly expectedStart?: Date
  /** When it is expected to end. Absent where that is the agreed end. */
  readonly expectedEnd?: Date
  /** When the session was over in truth. Absent until it is completed. */
  readonly endedAt?: Date
  /** Until when a hold keeps the seats. Absent where it is no hold. */
  readonly holdExpiresAt?: Date
  /** Until when the client may cancel: `pending`, until the start, `confirmed`, by the policy. Absent in other statuses. */
  readonly cancelUntil?: Date
  /** Until when the client may move it, by the policy. Absent unless `pending` or `confirmed`. */
  readonly rescheduleUntil?: Date
  /** As what whoever cancelled or declined it acted. Absent where nobody did. */
  readonly cancelledBy?: ActorKind
  /** What they said of it, up to 1000 characters. Absent where nothing was. */
  readonly cancelReason?: string
  /** When it came to be. */
  readonly createdAt: Date
  /** When it last changed. */
  readonly updatedAt: Date
  /** How many seats its appointment has, 1–500. */
  readonly capacity: number
  /** When it is deleted, within a day (TTL). */
  readonly expireAt: Date
}

/** `accounts/{uid}/schedules/{professionalId}`: What `get-schedule` answers, for today and the 60 days after. */
export interface ScheduleDocument {
  /** Who they are, with their rules. */
  readonly professional: Professional
  /** What they offer, inactive ones too. */
  readonly services: readonly Service[]
  /** The weekly rules, each in force from its date until the next one’s. */
  readonly workingHours: readonly {
    /** The local date from which it is in force. YYYY-MM-DD. */
    readonly effectiveFrom: string
    /** The hours of a week; none: closed. */
    readonly hours: readonly WeeklyInterval[]
  }[]
  /** Dates with hours of their own, which replace the weekly ones. */
  readonly dateHours: readonly {
    /** The local date. YYYY-MM-DD. */
    readonly date: string
    /** The hours; none: closed. */
    readonly intervals: readonly WallInterval[]
  }[]
  /** Time off, with its notes. */
  readonly timeOff: readonly LiveTimeOff[]
  /** What other calendars have. */
  readonly externalBusy: readonly LiveExternalBusy[]
  /** When any active service can be booked, whatever is booked already: the hours of all of them united, less time off, external busy time, activity and delays. */
  readonly windows: readonly LiveWindow[]
  /** What the professional is shown to be doing. */
  readonly activity: LiveActivity
  /** Where it holds more than one document does: what is furthest from now is left out. Absent otherwise. */
  readonly truncated?: true
  /** The calendar’s revision that last altered this document; it alone never causes a write. */
  readonly revision: number
  /** When it was written; it alone never causes a write. */
  readonly updatedAt: Date
}

/** `accounts/{uid}/notifications/{notificationId}`: A message as its reader’s app shows it, in their language. */
export interface NotificationDocument {
  /** What it tells of: the type of a change, and more. */
  readonly type: string
  /** One line. */
  readonly title: string
  /** What happened, in a sentence or two. */
  readonly body: string
  /** The booking that it is about. Absent where it is about several, or none. */
  readonly bookingId?: string
  /** The professional that it is about. Absent where it is about none. */
  readonly professionalId?: string
  /** When it was decided to tell. */
  readonly createdAt: Date
  /** When it was marked as read; null until then. */
  readonly readAt: Date | null
  /** When it is deleted, within a day (TTL). */
  readonly expireAt: Date
}

export interface SaveProfessionalRequest {
  /** The calendar to change. Unset: the caller’s own, which the first call creates. */
  readonly professionalId?: string | undefined
  /** The account to which a new calendar belongs; admins alone may name one. */
  readonly ownerUid?: string | undefined
  /** What the professional is called, 1–100 characters. Required for a new calendar. */
  readonly name?: string | undefined
  /** The IANA time zone in which the calendar is kept. Required for a new calendar. Another one keeps wall times and the bookings’ instants. */
  readonly timeZone?: string | undefined
  /** One line about them, up to 140 characters; null or empty clears it. */
  readonly headline?: string | null | undefined
  /** More about them, up to 4000 characters; null or empty clears it. */
  readonly about?: string | null | undefined
  /** The address of a picture, http or https, up to 2000 characters; null clears it. */
  readonly photoUrl?: string | null | undefined
  /** Where they work, sent whole; null clears it. */
  readonly location?:
    | {
        /** The postal address, 1–500 characters. */
        readonly address: string
        /** Degrees north, −90–90; goes with `longitude`. */
        readonly latitude?: number | null | undefined
        /** Degrees east, −180–180; goes with `latitude`. */
        readonly longitude?: number | null | undefined
      }
    | null
    | undefined
  /** Whether sessions are held online; null clears it. */
  readonly online?: boolean | null | undefined
  /** Public. Sent whole; null, or nothing in it, clears it. */
  readonly contact?:
    | {
        /** A phone number, 1–40 characters. */
        readonly phone?: string | null | undefined
        /** An e-mail address. */
        readonly email?: string | null | undefined
      }
    | null
    | undefined
  /** What they are specialised in, sent whole: at most 20 of 1–60 characters. None for a new calendar. */
  readonly specialties?: readonly string[] | undefined
  /** Whether they take bookings. True for a new calendar. */
  readonly active?: boolean | undefined
  /** Rules to change, field by field. */
  readonly policy?: PolicyPatch | undefined
  /** Whether to answer what would be answered, revision and conflicts included, and to change nothing. Unset: false. */
  readonly validateOnly?: boolean | undefined
}

export interface SaveProfessionalAnswer {
  /** The professional as it is now. */
  readonly professional: Professional
  /** The calendar’s revision: a whole number that grows by one with each change. A greater one is newer. */
  readonly revision: number
  /** Upcoming bookings whose time no longer fits; they stay until somebody acts. The first 100 by start. */
  readonly conflicts: readonly Booking[]
  /** How many conflicts there are; `conflicts` names the first 100. */
  readonly conflictCount: number
}

export interface SaveServiceRequest {
  /** Whose calendar. Unset: the caller’s own. */
  readonly professionalId?: string | undefined
  /** The service to change. Unset: a new one. */
  readonly serviceId?: string | undefined
  /** What it is called, 1–100 characters. Required for a new one. */
  readonly name?: string | undefined
  /** More about it, up to 4000 characters; null or empty clears it. */
  readonly description?: string | null | undefined
  /** How long a session takes, 5–1440 minutes of elapsed time. Required for a new one. Bookings keep theirs. */
  readonly durationMinutes?: number | undefined
  /** Time to keep free before a session, 0–480 minutes; 0 for a new one. Appointments keep theirs. */
  readonly bufferBeforeMinutes?: number | undefined
  /** Time to keep free after a session, 0–480 minutes; 0 for a new one. Appointments keep theirs. */
  readonly bufferAfterMinutes?: number | undefined
  /** How many seats an appointment has, 1–500; 1 for a new one. Raised, it is raised for appointments that stand. */
  readonly capacity?: number | undefined
  /** When it is offered, instead of the working hours (a class on Tuesday 18:00–19:00); null: in the working hours. */
  readonly hours?: readonly WeeklyInterval[] | null | undefined
  /** How far apart its starts are, 5–1440 minutes; null: the policy’s, else the duration. */
  readonly slotStepMinutes?: number | null | undefined
  /** Its own notice, 0–525600 minutes; null: the policy’s. */
  readonly minNoticeMinutes?: number | null | undefined
  /** How many days ahead it is booked, 0–730; null: the policy’s. */
  readonly horizonDays?: number | null | undefined
  /** Whether its bookings wait for the professional’s word; `automatic` for a new one. */
  readonly approval?: 'automatic' | 'manual' | undefined
  /** Counts the bookings of this service alone, beside those of the policy; null: no limit of its own. */
  readonly perClient?:
    | {
        /** How many may be still to come, 1–1000. Null: no limit. */
        readonly maxUpcoming?: number | null | undefined
        /** How many may start on one local date, 1–1000. Null: no limit. */
        readonly maxPerDay?: number | null | undefined
        /** How many may start in one week, 1–1000. Null: no limit. */
        readonly maxPerWeek?: number | null | undefined
      }
    | null
    | undefined
  /** What it costs; null: not told. */
  readonly price?: Price | null | undefined
  /** Whether it is offered; true for a new one. At most 20 are, of 100 in all. */
  readonly active?: boolean | undefined
  /** Whether to answer what would be answered, revision and conflicts included, and to change nothing. Unset: false. */
  readonly validateOnly?: boolean | undefined
}

export interface SaveServiceAnswer {
  /** The service as it is now. */
  readonly service: Service
  /** The calendar’s revision: a whole number that grows by one with each change. A greater one is newer. */
  readonly revision: number
  /** Upcoming bookings whose time no longer fits; they stay until somebody acts. The first 100 by start. */
  readonly conflicts: readonly Booking[]
  /** How many conflicts there are; `conflicts` names the first 100. */
  readonly conflictCount: number
}

export interface SetWorkingHoursRequest {
  /** Whose calendar. Unset: the caller’s own. */
  readonly professionalId?: string | undefined
  /** Whether to answer what would be answered, revision and conflicts included, and to change nothing. Unset: false. */
  readonly validateOnly?: boolean | undefined
  /** The hours of a week, none: closed; null drops the rule of that date. */
  readonly hours: readonly WeeklyInterval[] | null
  /** The local date from which it is in force, within 10 years of today. Unset: today. At most 100 rules from today on. YYYY-MM-DD. */
  readonly effectiveFrom?: string | undefined
}

export interface SetWorkingHoursAnswer {
  /** The calendar’s revision: a whole number that grows by one with each change. A greater one is newer. */
  readonly revision: number
  /** Upcoming bookings whose time no longer fits; they stay until somebody acts. The first 100 by start. */
  readonly conflicts: readonly Booking[]
  /** How many conflicts there are; `conflicts` names the first 100. */
  readonly conflictCount: number
}

export interface SetDateHoursRequest {
  /** Whose calendar. Unset: the caller’s own. */
  readonly professionalId?: string | undefined
  /** Whether to answer what would be answered, revision and conflicts included, and to change nothing. Unset: false. */
  readonly validateOnly?: boolean | undefined
  /** One local date, within 10 years of today. YYYY-MM-DD. */
  readonly date?: string | undefined
  /** Local dates, 1–366, within 10 years of today. At most 1,000 from today on in all. */
  readonly dates?: readonly string[] | undefined
  /** The hours, at most 12 intervals; none: closed; null: as the weekly rule says. */
  readonly intervals: readonly WallInterval[] | null
}

export interface SetDateHoursAnswer {
  /** The calendar’s revision: a whole number that grows by one with each change. A greater one is newer. */
  readonly revision: number
  /** Upcoming bookings whose time no longer fits; they stay until somebody acts. The first 100 by start. */
  readonly conflicts: readonly Booking[]
  /** How many conflicts there are; `conflicts` names the first 100. */
  readonly conflictCount: number
}

export interface AddTimeOffRequest {
  /** Whose calendar. Unset: the caller’s own. */
  readonly professionalId?: string | undefined
  /** Whether to answer what would be answered, revision and conflicts included, and to change nothing. Unset: false. */
  readonly validateOnly?: boolean | undefined
  /** When it begins; any offset; fractions of a second are cut. */
  readonly start?: Instant | undefined
  /** When it ends; after `start`. */
  readonly end?: Instant | undefined
  /** Its first local date. YYYY-MM-DD. */
  readonly startDate?: string | undefined
  /** Its last local date, inclusive. YYYY-MM-DD. */
  readonly endDate?: string | undefined
  /** For the professional alone, up to 1000 characters. */
  readonly note?: string | undefined
  /** What becomes of bookings in it: `keep` leaves them and names them as conflicts; `cancel` cancels them, and names none: to see whom, preview with `keep`. Unset: "keep". */
  readonly onConflict?: 'keep' | 'cancel' | undefined
  /** What clients whose booking is cancelled are told, up to 1000 characters. */
  readonly reasonForClients?: string | undefined
}

export interface AddTimeOffAnswer {
  /** The entry. */
  readonly timeOff: TimeOff
  /** The calendar’s revision: a whole number that grows by one with each change. A greater one is newer. */
  readonly revision: number
  /** Upcoming bookings whose time no longer fits; they stay until somebody acts. The first 100 by start. */
  readonly conflicts: readonly Booking[]
  /** How many conflicts there are; `conflicts` names the first 100. */
  readonly conflictCount: number
}

export interface RemoveTimeOffRequest {
  /** Whose calendar. Unset: the caller’s own. */
  readonly professionalId?: string | undefined
  /** Whether to answer what would be answered, revision and conflicts included, and to change nothing. Unset: false. */
  readonly validateOnly?: boolean | undefined
  /** The entry, as `get-schedule` names it. */
  readonly timeOffId: string
}

export interface RemoveTimeOffAnswer {
  /** The calendar’s revision: a whole number that grows by one with each change. A greater one is newer. */
  readonly revision: number
  /** Upcoming bookings whose time no longer fits; they stay until somebody acts. The first 100 by start. */
  readonly conflicts: readonly Booking[]
  /** How many conflicts there are; `conflicts` names the first 100. */
  readonly conflictCount: number
}

export interface SetExternalBusyRequest {
  /** Whose calendar. Unset: the caller’s own. */
  readonly professionalId?: string | undefined
  /** Whether to answer what would be answered, revision and conflicts included, and to change nothing. Unset: false. */
  readonly validateOnly?: boolean | undefined
  /** What the other calendar is called, 1–100 characters; at most 10 sources. */
  readonly source: string
  /** From when it is told; any offset; fractions of a second are cut. */
  readonly from: Instant
  /** Until when it is told, at most two years after `from`. */
  readonly to: Instant
  /** When it is busy, within `from` and `to`: at most 1,000 a call, 2,000 a calendar from now on. */
  readonly intervals: readonly {
    /** When it begins. */
    readonly start: Instant
    /** When it ends; after `start`. */
    readonly end: Instant
  }[]
}

export interface SetExternalBusyAnswer {
  /** The calendar’s revision: a whole number that grows by one with each change. A greater one is newer. */
  readonly revision: number
  /** Upcoming bookings whose time no longer fits; they stay until somebody acts. The first 100 by start. */
  readonly conflicts: readonly Booking[]
  /** How many conflicts there are; `conflicts` names the first 100. */
  readonly conflictCount: number
}

export interface SetActivityRequest {
  /** Whose calendar. Unset: the caller’s own. */
  readonly professionalId?: string | undefined
  /** Whether to answer what would be answered, revision and conflicts included, and to change nothing. Unset: false. */
  readonly validateOnly?: boolean | undefined
  /** `busy` and `away` take the time from now until `until` out of the offer; `available` ends them and adds nothing. */
  readonly state: 'available' | 'busy' | 'away'
  /** Until when, with `busy` and `away`, at most 30 days ahead. Unset: the end of the hours that now is in, else of the next ones today, else it is required. */
  readonly until?: Instant | undefined
  /** What to say of it, public, up to 140 characters. */
  readonly message?: string | undefined
}

export interface SetActivityAnswer {
  /** What is shown. */
  readonly activity: Activity
  /** The calendar’s revision: a whole number that grows by one with each change. A greater one is newer. */
  readonly revision: number
  /** Upcoming bookings whose time no longer fits; they stay until somebody acts. The first 100 by start. */
  readonly conflicts: readonly Booking[]
  /** How many conflicts there are; `conflicts` names the first 100. */
  readonly conflictCount: number
}

export interface ReportProgressRequest {
  /** The calendar; it must be that of the booking. Unset: that of the booking. */
  readonly professionalId?: string | undefined
  /** Whether to answer what would be answered, revision and conflicts included, and to change nothing. Unset: false. */
  readonly validateOnly?: boolean | undefined
  /** The booking. */
  readonly bookingId: string
  /** `started`, `running-late` and `finished` hold for the whole appointment, `no-show` for the booking. `started` begins it now: late, it is expected to last as long as agreed from now on; early, it is still expected to end as agreed. `finished` ends what has begun, and gives the rest of its time back. A `running-late` that is not later than agreed takes a delay back. A `no-show` before the start ends the appointment at its start. */
  readonly step: 'started' | 'running-late' | 'finished' | 'no-show'
  /** With `running-late`, before the session has begun: when it will; its end moves along. After now and within 12 hours of now, whatever was agreed. */
  readonly expectedStart?: Instant | undefined
  /** With `running-late`, once the session has begun: when it will end. After now and within 12 hours of now. */
  readonly expectedEnd?: Instant | undefined
}

export interface ReportProgressAnswer {
  /** The booking as it is now. */
  readonly booking: Booking
  /** The calendar’s revision: a whole number that grows by one with each change. A greater one is newer. */
  readonly revision: number
  /** Delayed bookings that were pushed outside the hours; they stay. The first 100 by start. */
  readonly conflicts: readonly Booking[]
  /** How many conflicts there are; `conflicts` names the first 100. */
  readonly conflictCount: number
  /** Bookings behind it that start later than agreed, without the one that is told of. Each is a change of its own. */
  readonly delayed: readonly {
    /** The booking. */
    readonly bookingId: string
    /** When it is expected to start. */
    readonly expectedStart: string
  }[]
}

export interface DecideBookingRequest {
  /** The calendar; it must be that of the booking. Unset: that of the booking. */
  readonly professionalId?: string | undefined
  /** Whether to answer what would be answered, revision and conflicts included, and to change nothing. Unset: false. */
  readonly validateOnly?: boolean | undefined
  /** The booking. */
  readonly bookingId: string
  /** `approve` confirms it, `decline` gives the time back. */
  readonly decision: 'approve' | 'decline'
  /** What to tell the client, up to 1000 characters. */
  readonly reason?: string | undefined
}

export interface DecideBookingAnswer {
  /** The booking as it is now. */
  readonly booking: Booking
  /** The calendar’s revision: a whole number that grows by one with each change. A greater one is newer. */
  readonly revision: number
  /** That booking, where its time does not fit any more. */
  readonly conflicts: readonly Booking[]
  /** 1 where its time does not fit any more, else 0. */
  readonly conflictCount: number
}

export interface SetBlockRequest {
  /** Whose calendar. Unset: the caller’s own. */
  readonly professionalId?: string | undefined
  /** The account that is blocked. One of `clientUid`, `email` and `phone`. */
  readonly clientUid?: string | undefined
  /** The address that is blocked, of tokens and of contact data alike. One of `clientUid`, `email` and `phone`. */
  readonly email?: string | undefined
  /** The number that is blocked, of tokens and of contact data alike. One of `clientUid`, `email` and `phone`. */
  readonly phone?: string | undefined
  /** Whether they are blocked from now on. Cancelling stays theirs. */
  readonly blocked: boolean
  /** For the professional alone, up to 1000 characters. Unset, the one that there is stays; null clears it. */
  readonly note?: string | null | undefined
}

export interface SetBlockAnswer {
  /** The calendar’s revision: a whole number that grows by one with each change. A greater one is newer. */
  readonly revision: number
  /** Bookings still to come of whoever is named, the first 100 by start; they stay. */
  readonly upcoming: readonly Booking[]
}

export interface ListBlocksRequest {
  /** Whose calendar. Unset: the caller’s own. */
  readonly professionalId?: string | undefined
  /** How many to answer at most, 1–100. Unset: 50. */
  readonly pageSize?: number | undefined
  /** The `nextPageToken` of the page before, with otherwise the same parameters; valid for an hour. Unset: the first page. */
  readonly pageToken?: string | undefined
}

export interface ListBlocksAnswer {
  /** Who is blocked, the newest first. */
  readonly blocks: readonly {
    /** The account that is blocked. Absent where it is an address or a number. */
    readonly clientUid?: string
    /** The address that is blocked. Absent where it is an account or a number. */
    readonly email?: string
    /** The number that is blocked. Absent where it is an account or an address. */
    readonly phone?: string
    /** What the account calls itself. Absent where it is not known. */
    readonly name?: string
    /** What the professional noted. Absent where nothing was. */
    readonly note?: string
    /** Since when. */
    readonly createdAt: string
  }[]
  /** Asks for the next page; opaque, valid for an hour. Absent on the last page alone: one before it may hold fewer than were asked for, or none. */
  readonly nextPageToken?: string
}

export interface GetScheduleRequest {
  /** Whose calendar. Unset: the caller’s own. */
  readonly professionalId?: string | undefined
  /** From when; any offset. Unset: the start of today. */
  readonly from?: Instant | undefined
  /** Until when. Unset: a year after `from`. */
  readonly to?: Instant | undefined
}

export interface GetScheduleAnswer {
  /** Who they are, with their rules. */
  readonly professional: Professional
  /** What they offer, inactive ones too. */
  readonly services: readonly Service[]
  /** The weekly rules, each in force from its date until the next one’s. */
  readonly workingHours: readonly {
    /** The local date from which it is in force. YYYY-MM-DD. */
    readonly effectiveFrom: string
    /** The hours of a week; none: closed. */
    readonly hours: readonly WeeklyInterval[]
  }[]
  /** Dates with hours of their own, which replace the weekly ones. */
  readonly dateHours: readonly {
    /** The local date. YYYY-MM-DD. */
    readonly date: string
    /** The hours; none: closed. */
    readonly intervals: readonly WallInterval[]
  }[]
  /** Time off, with its notes. */
  readonly timeOff: readonly TimeOff[]
  /** What other calendars have. */
  readonly externalBusy: readonly {
    /** What the other calendar is called. */
    readonly source: string
    /** When it is busy from. */
    readonly start: string
    /** When it is free again. */
    readonly end: string
  }[]
  /** When any active service can be booked, whatever is booked already: the hours of all of them united, less time off, external busy time, activity and delays. */
  readonly windows: readonly {
    /** When it begins. */
    readonly start: string
    /** When it ends. */
    readonly end: string
  }[]
  /** What the professional is shown to be doing. */
  readonly activity: Activity
  /** Where the range reaches more than 400 days back or 732 ahead: `windows` are told of that stretch alone. Absent otherwise. */
  readonly truncated?: true
  /** The calendar’s revision: a whole number that grows by one with each change. A greater one is newer. */
  readonly revision: number
}

export interface ListChangesRequest {
  /** Whose calendar. Unset: the caller’s own. */
  readonly professionalId?: string | undefined
  /** Only changes after this revision; 0: all that are kept. Unset: 0. */
  readonly afterRevision?: number | undefined
  /** How many to answer at most, 1–100. Unset: 50. */
  readonly pageSize?: number | undefined
  /** The `nextPageToken` of the page before, with otherwise the same parameters; valid for an hour. Unset: the first page. */
  readonly pageToken?: string | undefined
}

export interface ListChangesAnswer {
  /** What happened, the first first; as the change messages say it. */
  readonly changes: readonly Change[]
  /** The calendar’s present revision. */
  readonly revision: number
  /** From this revision on nothing is deleted: who has seen less reads the present state anew. */
  readonly firstRevision: number
  /** Asks for the next page; opaque, valid for an hour. Absent on the last page alone: one before it may hold fewer than were asked for, or none. */
  readonly nextPageToken?: string
}

export interface ListProfessionalsRequest {
  /** Only those that do, or do not, take bookings. Unset: all. */
  readonly active?: boolean | undefined
  /** Words, each of which must occur, as a part of a word too, whatever case and accents: in the name, the headline, the specialties, or the names of active services. */
  readonly text?: string | undefined
  /** How many to answer at most, 1–100. Unset: 50. */
  readonly pageSize?: number | undefined
  /** The `nextPageToken` of the page before, with otherwise the same parameters; valid for an hour. Unset: the first page. */
  readonly pageToken?: string | undefined
}

export interface ListProfessionalsAnswer {
  /** The professionals. */
  readonly professionals: readonly Professional[]
  /** Asks for the next page; opaque, valid for an hour. Absent on the last page alone: one before it may hold fewer than were asked for, or none. */
  readonly nextPageToken?: string
}

export interface SearchProfessionalsRequest {
  /** One of the specialties, whole; neither case nor accents count, nor the form in which a character is written. */
  readonly specialty?: string | undefined
  /** Words, each of which must occur, as a part of a word too, whatever case, accents and form of characters: in the name, the headline, the specialties, or the names of active services. */
  readonly text?: string | undefined
  /** Only services that take so long count, 5–1440 minutes. */
  readonly durationMinutes?: number | undefined
  /** Only who has a slot from then on is listed: exactly and by the soonest where it is not after now, else of the first 200 that match. */
  readonly from?: Instant | undefined
  /** Only who has a slot before then is listed. At most 62 days after `from`, or now; so long after `from` if unset. */
  readonly to?: Instant | undefined
  /** Only who is shown as `available` and has a slot that starts in 60 minutes at the latest. Unset: false. */
  readonly availableNow?: boolean | undefined
  /** How many to answer at most, 1–100. Unset: 50. */
  readonly pageSize?: number | undefined
  /** The `nextPageToken` of the page before, with otherwise the same parameters; valid for an hour. Unset: the first page. */
  readonly pageToken?: string | undefined
}

export interface SearchProfessionalsAnswer {
  /** The professionals, the soonest free first. */
  readonly professionals: readonly FoundProfessional[]
  /** Asks for the next page; opaque, valid for an hour. Absent on the last page alone: one before it may hold fewer than were asked for, or none. */
  readonly nextPageToken?: string
}

export interface GetProfessionalRequest {
  /** The professional. */
  readonly professionalId: string
}

export interface GetProfessionalAnswer {
  /** Who they are. */
  readonly professional: Professional
  /** What they offer; active ones. */
  readonly services: readonly Service[]
  /** What they are shown to be doing. */
  readonly activity: Activity
}

export interface SearchAvailabilityRequest {
  /** The professional. */
  readonly professionalId: string
  /** The service. */
  readonly serviceId: string
  /** Starts from then on are listed; any offset. Before now is now. */
  readonly from: Instant
  /** Starts before then are listed. After `from`, at most 62 days. */
  readonly to: Instant
  /** Only starts with so many free seats are listed, 1–500. Unset: 1. */
  readonly seats?: number | undefined
  /** A booking that is to be moved: what it takes is free in this search. It must be the caller’s to move. */
  readonly reschedulingBookingId?: string | undefined
  /** A viewer’s IANA time zone; it is answered as `displayTimeZone` and changes nothing of what is listed. */
  readonly timeZone?: string | undefined
}

export interface SearchAvailabilityAnswer {
  /** The professional. */
  readonly professionalId: string
  /** The service. */
  readonly serviceId: string
  /** The professional’s IANA time zone. */
  readonly timeZone: string
  /** The viewer’s IANA time zone, as asked. Absent where none was. */
  readonly displayTimeZone?: string
  /** The calendar’s revision: a whole number that grows by one with each change. A greater one is newer. */
  readonly revision: number
  /** The free starts, sorted. The caller’s own holds are free in it; what `client-limit-reached` would refuse the caller is left out. */
  readonly slots: readonly Slot[]
}

export interface ExplainAvailabilityRequest {
  /** The professional; it must be that of the service. Unset: that of the service. */
  readonly professionalId?: string | undefined
  /** The service. */
  readonly serviceId: string
  /** The start in question; any offset; fractions of a second are cut. */
  readonly start: Instant
  /** For so many seats, 1–500. Unset: 1. */
  readonly seats?: number | undefined
}

export interface ExplainAvailabilityAnswer {
  /** Whether a booking would be accepted now. */
  readonly bookable: boolean
  /** Every rule that refuses it, in the order in which one is given; none where it is bookable. */
  readonly reasons: readonly Explanation[]
}

export interface HoldSlotRequest {
  /** The service. */
  readonly serviceId: string
  /** A free start of the service; any offset; fractions of a second are cut. */
  readonly start: Instant
  /** How many seats to take, 1–500. Unset: 1. */
  readonly seats?: number | undefined
  /** How long to keep it, from now, 1–15 minutes. The same start again renews the hold, with the seats of the newer request, up to 15 minutes after it was placed. An account’s holds keep seats of one professional for at most 30 minutes in any 2 hours: what would be longer is refused, with `Retry-After`. Unset: 10. */
  readonly holdMinutes?: number | undefined
}

export interface HoldSlotAnswer {
  /** The booking as it is now. */
  readonly booking: Booking
}

export interface CreateBookingRequest {
  /** A hold of the caller’s own, which becomes the booking under its id. The notice counts as of when it was placed. */
  readonly holdId?: string | undefined
  /** The service to book. Required without `holdId`. */
  readonly serviceId?: string | undefined
  /** A free start of the service; any offset; fractions of a second are cut. Required without `holdId`. */
  readonly start?: Instant | undefined
  /** How many seats to take, 1–500. Unset: 1, or those of the hold. */
  readonly seats?: number | undefined
  /** Something for the professional to know, up to 1000 characters. */
  readonly note?: string | undefined
  /** Contact data of who it is for. Unset fields come from the account, then from its token. From owner and admin, without `clientUid`: a guest, who needs a name; an owner who leaves both out books for themselves. */
  readonly client?:
    | {
        /** What they are called, 1–100 characters. */
        readonly name?: string | undefined
        /** Their e-mail address. */
        readonly email?: string | undefined
        /** Their phone number, 1–40 characters. */
        readonly phone?: string | undefined
      }
    | undefined
  /** The account that it is for, for owner and admin alone; an owner may name one that has or had a booking with them. */
  readonly clientUid?: string | undefined
  /** The IANA time zone in which the client is told of it. Unset: the account’s, else the professional’s. */
  readonly timeZone?: string | undefined
  /** Rules to set aside, for owner and admin alone; the history records them. */
  readonly override?: readonly Override[] | undefined
}

export interface CreateBookingAnswer {
  /** The booking as it is now. */
  readonly booking: Booking
}

export interface RescheduleBookingRequest {
  /** The booking. */
  readonly bookingId: string
  /** The new start; any offset; fractions of a second are cut. The present one changes nothing. */
  readonly start: Instant
  /** Does it only where the booking is at this version still, else `version-mismatch`. Unset: at any. */
  readonly version?: number | undefined
  /** Rules to set aside, for owner and admin alone; the history records them. */
  readonly override?: readonly Override[] | undefined
}

export interface RescheduleBookingAnswer {
  /** The booking as it is now. */
  readonly booking: Booking
}

export interface CancelBookingRequest {
  /** The booking, or the hold. */
  readonly bookingId: string
  /** What to tell the other side, up to 1000 characters. */
  readonly reason?: string | undefined
  /** Does it only where the booking is at this version still, else `version-mismatch`. Unset: at any. */
  readonly version?: number | undefined
}

export interface CancelBookingAnswer {
  /** The booking as it is now. */
  readonly booking: Booking
}

export interface GetBookingRequest {
  /** The booking. */
  readonly bookingId: string
}

export interface GetBookingAnswer {
  /** The booking as it is now. */
  readonly booking: Booking
  /** What happened to it, the first first. */
  readonly history: readonly {
    /** When it happened. */
    readonly at: string
    /** What happened. */
    readonly type: ChangeType
    /** As what somebody did it. */
    readonly by: ActorKind
    /** The rules that were set aside. Absent where none was. */
    readonly override?: readonly Override[]
  }[]
}

export interface ListBookingsRequest {
  /** Whether to list what the caller booked (`client`), or what was booked in a calendar (`professional`). */
  readonly as: 'client' | 'professional'
  /** Only with this professional. Unset, as `professional`: the caller’s own calendar. */
  readonly professionalId?: string | undefined
  /** Only those that start then or later; any offset. */
  readonly from?: Instant | undefined
  /** Only those that start before then; any offset. */
  readonly to?: Instant | undefined
  /** Only in these statuses. Unset: all but `held` and `expired`. */
  readonly status?: readonly Status[] | undefined
  /** By start: `asc`, the soonest first, or `desc`. Unset: "asc". */
  readonly order?: 'asc' | 'desc' | undefined
  /** How many to answer at most, 1–100. Unset: 50. */
  readonly pageSize?: number | undefined
  /** The `nextPageToken` of the page before, with otherwise the same parameters; valid for an hour. Unset: the first page. */
  readonly pageToken?: string | undefined
}

export interface ListBookingsAnswer {
  /** The bookings, by start. */
  readonly bookings: readonly Booking[]
  /** Asks for the next page; opaque, valid for an hour. Absent on the last page alone: one before it may hold fewer than were asked for, or none. */
  readonly nextPageToken?: string
}

export type GetAccountRequest = { readonly [key: string]: never }

export interface GetAccountAnswer {
  /** The account; before its first command, as its token has it. */
  readonly account: Account
  /** The calendar that belongs to the account. Absent where it has none. */
  readonly professionalId?: string
  /** How many notifications of the last 90 days are not read. */
  readonly unreadNotifications: number
}

export interface SaveAccountRequest {
  /** What the account calls itself, 1–100 characters; null forgets it. */
  readonly name?: string | null | undefined
  /** Contact data. Mail goes to the address that Firebase Auth has as verified, if it is this one or none is set here; null forgets it. */
  readonly email?: string | null | undefined
  /** A phone number, 1–40 characters; null forgets it. */
  readonly phone?: string | null | undefined
  /** The IANA time zone in which times are told; null forgets it. */
  readonly timeZone?: string | null | undefined
  /** The language in which it is told, BCP 47, such as `de-CH`; null forgets it. */
  readonly locale?: string | null | undefined
  /** How to hear of things, field by field. */
  readonly notifications?:
    | {
        /** Whether to push to devices. True for a new account. */
        readonly push?: boolean | undefined
        /** Whether to send mail. True for a new account. */
        readonly email?: boolean | undefined
        /** How many minutes before its start to remind of a booking: up to 5 of 5–40320; none: never. 1440 and 60 for a new account. */
        readonly reminderMinutes?: readonly number[] | undefined
      }
    | undefined
}

export interface SaveAccountAnswer {
  /** The account. */
  readonly account: Account
}

export interface RegisterDeviceRequest {
  /** The registration token that FCM gave the app, 1–4096 characters. */
  readonly token: string
  /** What the device runs. */
  readonly platform: 'ios' | 'android' | 'web'
  /** The language of what is pushed, BCP 47. Unset: that of the account. */
  readonly locale?: string | undefined
}

export type RegisterDeviceAnswer = object

export interface UnregisterDeviceRequest {
  /** The registration token that FCM gave the app. */
  readonly token?: string | undefined
  /** The device, as `get-account` names it. */
  readonly deviceId?: string | undefined
}

export type UnregisterDeviceAnswer = object

export interface MarkNotificationsReadRequest {
  /** The notifications that were read, at most 100. */
  readonly notificationIds?: readonly string[] | undefined
  /** Marks every notification of the account. */
  readonly all?: true | undefined
}

export type MarkNotificationsReadAnswer = object

export interface ExportAccountRequest {
  /** The `nextPageToken` of the page before, with otherwise the same parameters; valid for an hour. Unset: the first page. */
  readonly pageToken?: string | undefined
}

export interface ExportAccountAnswer {
  /** The account’s own record. Absent on later pages, and before its first command. */
  readonly account?: {
    /** The Firebase user id. */
    readonly uid: string
    /** What the account calls itself, 1–100 characters. Absent where it is not known. */
    readonly name?: string
    /** The address for mail. Absent where none is known. */
    readonly email?: string
    /** A phone number, 1–40 characters. Absent where none is known. */
    readonly phone?: string
    /** The IANA time zone in which times are told to this account, such as `Europe/Berlin`. Absent where it was never said. */
    readonly timeZone?: string
    /** The language in which it is told, BCP 47, such as `de-CH`. Absent where it was never said. */
    readonly locale?: string
    /** How the account hears of things. */
    readonly notifications: {
      /** Whether devices are pushed to. */
      readonly push: boolean
      /** Whether mail is sent. */
      readonly email: boolean
      /** How many minutes before its start a booking is reminded of: up to 5 of 5–40320. None: never. */
      readonly reminderMinutes: readonly number[]
    }
    /** When the account was first known. */
    readonly createdAt: string
    /** When it was last changed. */
    readonly updatedAt: string
  }
  /** The devices that are pushed to. Absent where this page has none. */
  readonly devices?: readonly {
    /** The device. */
    readonly deviceId: string
    /** The registration token that FCM gave the app. */
    readonly token: string
    /** What it runs. */
    readonly platform: string
    /** The language of what is pushed, BCP 47. Absent where it is the account’s. */
    readonly locale?: string
    /** When it was registered. */
    readonly createdAt: string
  }[]
  /** Those of which the caller is the client. Absent where this page has none. */
  readonly bookings?: readonly Booking[]
  /** What the caller was told. Absent where this page has none. */
  readonly notifications?: readonly {
    /** The notification. */
    readonly notificationId: string
    /** The professional whose calendar it is. */
    readonly professionalId: string
    /** What it tells of: the type of a change, and more. */
    readonly type: string
    /** The bookings that it tells of. */
    readonly bookingIds: readonly string[]
    /** When it was decided to tell. */
    readonly createdAt: string
    /** When it was marked as read. Absent until then. */
    readonly readAt?: string
    /** By what it was told. */
    readonly deliveries: readonly {
      /** By what it was to be told. */
      readonly channel: string
      /** How far it came. */
      readonly state: string
      /** When it was over, sent or not. Absent until then. */
      readonly endedAt?: string
    }[]
  }[]
  /** The caller’s professional. Absent where there is none, or on another page. */
  readonly professional?: Professional
  /** What the professional is shown to be doing. Absent where there is none. */
  readonly activity?: Activity
  /** What the professional offers, inactive ones too. Absent where this page has none. */
  readonly services?: readonly Service[]
  /** The weekly rules. Absent where this page has none. */
  readonly workingHours?: readonly {
    /** The local date from which it is in force. YYYY-MM-DD. */
    readonly effectiveFrom: string
    /** The hours of a week; none: closed. */
    readonly hours: readonly WeeklyInterval[]
  }[]
  /** The dates with hours of their own. Absent where this page has none. */
  readonly dateHours?: readonly {
    /** The local date. YYYY-MM-DD. */
    readonly date: string
    /** The hours; none: closed. */
    readonly intervals: readonly WallInterval[]
  }[]
  /** The time off, with its notes. Absent where this page has none. */
  readonly timeOff?: readonly TimeOff[]
  /** What other calendars have. Absent where this page has none. */
  readonly externalBusy?: readonly {
    /** What the other calendar is called. */
    readonly source: string
    /** When it is busy from. */
    readonly start: string
    /** When it is free again. */
    readonly end: string
  }[]
  /** Whom the caller’s professional takes no bookings from. Absent where this page has none. */
  readonly blocks?: readonly {
    /** The account that is blocked. Absent where it is an address or a number. */
    readonly clientUid?: string
    /** The address that is blocked. Absent where it is an account or a number. */
    readonly email?: string
    /** The number that is blocked. Absent where it is an account or an address. */
    readonly phone?: string
    /** What the account calls itself. Absent where it is not known. */
    readonly name?: string
    /** What the professional noted. Absent where nothing was. */
    readonly note?: string
    /** Since when. */
    readonly createdAt: string
  }[]
  /** The bookings of others with the caller’s professional. Absent where this page has none. */
  readonly agenda?: readonly Booking[]
  /** Asks for the next page; opaque, valid for an hour. Absent on the last page alone: one before it may hold fewer than were asked for, or none. */
  readonly nextPageToken?: string
}

export interface ListDeliveriesRequest {
  /** Only what was told of this booking. */
  readonly bookingId?: string | undefined
  /** Only what was told to this account. */
  readonly uid?: string | undefined
  /** How many to answer at most, 1–100. Unset: 50. */
  readonly pageSize?: number | undefined
  /** The `nextPageToken` of the page before, with otherwise the same parameters; valid for an hour. Unset: the first page. */
  readonly pageToken?: string | undefined
}

export interface ListDeliveriesAnswer {
  /** What became of messages, the last decided first. */
  readonly deliveries: readonly Delivery[]
  /** Asks for the next page; opaque, valid for an hour. Absent on the last page alone: one before it may hold fewer than were asked for, or none. */
  readonly nextPageToken?: string
}

export interface EraseAccountRequest {
  /** The word `erase`: nothing is erased by mistake. */
  readonly confirm: 'erase'
  /** Whether to cancel upcoming bookings. Without it, an account that has some is `not-changeable`; `errors` names up to 20 of them. Unset: false. */
  readonly cancelBookings?: boolean | undefined
  /** Another account; admins alone may name one. Unset: the caller’s own. */
  readonly uid?: string | undefined
}

export type EraseAccountAnswer = object

export interface GuestBookingRequest {
  /** Of the link in a mail; one that was altered or has expired is `not-found`. */
  readonly token: string
}

export interface GuestBookingAnswer {
  /** The booking as it is now. */
  readonly booking: Booking
}

export interface CancelGuestBookingRequest {
  /** Of the link in a mail; one that was altered or has expired is `not-found`. */
  readonly token: string
  /** What to tell the professional, up to 1000 characters. */
  readonly reason?: string | undefined
}

export interface CancelGuestBookingAnswer {
  /** The booking as it is now. */
  readonly booking: Booking
}

export interface UnsubscribeRequest {
  /** Of the link in a mail; one that was altered or has expired is `not-found`. */
  readonly token: string
  /** What mail programs send by themselves (RFC 8058). */
  readonly 'List-Unsubscribe'?: 'One-Click' | undefined
}

export type UnsubscribeAnswer = object

export type HealthRequest = { readonly [key: string]: never }

export interface HealthAnswer {
  /** Whether all parts are up. */
  readonly status: 'up' | 'down'
  /** The parts that every request needs. */
  readonly parts: {
    /** Whether the database answers. */
    readonly database: 'up' | 'down'
  }
  /** What people are told by, beside the app: what is set, not what answers. */
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
