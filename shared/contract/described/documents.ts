// The documents that apps listen to in Firestore: where they are, who may read them, and their fields in words.
import * as z from 'zod'
import { agendaDocument, bookingDocument } from '../documents/booking.ts'
import { dayDocument } from '../documents/day.ts'
import { mirrorDocument } from '../documents/mirror.ts'
import { notificationDocument } from '../documents/notification.ts'
import { professionalDocument } from '../documents/professional.ts'
import { scheduleDocument } from '../documents/schedule.ts'
import { bookingWords } from './bookings.ts'
import { professionalWords, rules } from './professionals.ts'
import { type Said, object, value } from './said.ts'
import { activityWords, scheduleWords, timeOffWords } from './schedule.ts'
import { serviceWords } from './services.ts'

/** An instant of a document: the SDKs read it as a Timestamp. */
const at = z.string().meta({ format: 'timestamp' })

export const TIMESTAMP = value(
  'Timestamp',
  'An instant as a Firestore Timestamp, in whole seconds but for those of a notification: the SDKs give it as their Timestamp, not as text.',
  at,
)

/** Who may read a document; admins read all, nobody writes. */
export type Readers = 'signed-in' | 'account'

/** A document of Firestore. */
export interface DocumentSaid {
  readonly said: Said
  /** Its path, with what varies in braces. */
  readonly path: string
  readonly readers: Readers
  /** When there is one. */
  readonly existence: string
}

const professional = professionalDocument(at)
const day = dayDocument(at)
const schedule = scheduleDocument(at)

const updatedAt = 'When it was written; it alone never causes a write.'
const expireAt = 'When it is deleted, within a day (TTL).'
const revision =
  'The calendar’s revision that last altered this document; it alone never causes a write.'

/** What is named in documents, their instants as Timestamps. */
export const IN_DOCUMENTS = {
  LiveActivity: object(
    'LiveActivity',
    'What a professional is shown to be doing, as of when the document was written.',
    professional.shape.activity,
    activityWords,
    [schedule.shape.activity],
  ),
  Offer: object(
    'Offer',
    'An active service with its rules resolved.',
    professional.shape.services.unwrap().element,
    {
      serviceId: serviceWords.serviceId ?? 'The service.',
      name: serviceWords.name ?? 'What it is called.',
      description: serviceWords.description,
      durationMinutes: serviceWords.durationMinutes,
      capacity: serviceWords.capacity,
      approval: serviceWords.approval,
      minNoticeMinutes: `${rules.minNoticeMinutes} Apps hide starts before now and this.`,
      horizonDays: 'How many days ahead it is booked, 0–730; 0: today only.',
      slotStepMinutes: 'How far apart its starts are, 5–1440 minutes of elapsed time.',
      price: serviceWords.price,
    },
  ),
  NextStart: object(
    'NextStart',
    'A free start of one of several services.',
    professional.shape.nextSlots.unwrap().element,
    {
      serviceId: 'The service that is free then.',
      start: 'When it starts.',
      seatsLeft: 'How many seats are free, at least 1.',
    },
  ),
  DayStart: object(
    'DayStart',
    'A free start of a day.',
    day.shape.slots.valueType.unwrap().element,
    { start: 'When it starts.', seatsLeft: 'How many seats are free, at least 1.' },
  ),
  LiveTimeOff: object(
    'LiveTimeOff',
    'Time that a professional took off, as its owner sees it.',
    schedule.shape.timeOff.unwrap().element,
    timeOffWords,
  ),
  LiveExternalBusy: object(
    'LiveExternalBusy',
    'What another calendar has.',
    schedule.shape.externalBusy.unwrap().element,
    {
      source: 'What the other calendar is called.',
      start: 'When it is busy from.',
      end: 'When it is free again.',
    },
  ),
  LiveWindow: object(
    'LiveWindow',
    'A stretch of time that can be booked.',
    schedule.shape.windows.unwrap().element,
    { start: 'When it begins.', end: 'When it ends.' },
  ),
} as const

/** The documents by the names of their types. */
export const DOCUMENTS = {
  ProfessionalDocument: {
    path: 'professionals/{professionalId}',
    readers: 'signed-in',
    existence: 'For every professional, inactive ones too.',
    said: object(
      'ProfessionalDocument',
      'Who a professional is, what they offer, what they are doing, and when they are next free.',
      professional,
      {
        professionalId: professionalWords.professionalId ?? 'The professional.',
        name: 'What the professional is called, 1–100 characters.',
        headline: professionalWords.headline,
        about: professionalWords.about,
        photoUrl: professionalWords.photoUrl,
        location: professionalWords.location,
        online: professionalWords.online,
        contact: professionalWords.contact,
        specialties: professionalWords.specialties,
        specialtyKeys:
          'The specialties as they are found, whatever their case and accents: fold a word alike and ask with `array-contains`.',
        timeZone: 'The IANA time zone in which their calendar is kept.',
        weekStartsOn: rules.weekStartsOn,
        cancelNoticeMinutes: rules.cancelNoticeMinutes,
        rescheduleNoticeMinutes: rules.rescheduleNoticeMinutes,
        requireVerified: rules.requireVerified,
        activity: 'What they are shown to be doing.',
        services: 'What they offer: the active services, their rules resolved.',
        nextFree:
          'By service, the soonest start from now on, notice considered; null where nothing is free within its horizon. Brought up to date within a minute after it has passed.',
        nextSlots: 'The soonest free starts over all services, at most 3.',
        soonest: 'The soonest of `nextFree`; null where nothing is free.',
        daysThrough:
          'The last local date that has a day document where it has slots: today and the greatest horizon, 120 days at most. Beyond it, search.',
        active: professionalWords.active,
        revision,
        updatedAt,
      },
    ),
  },
  DayDocument: {
    path: 'professionals/{professionalId}/days/{date}',
    readers: 'signed-in',
    existence:
      'For local dates, `YYYY-MM-DD`, from today to the professional’s `daysThrough`; where there is none, nothing is free. Deleted the day after.',
    said: object(
      'DayDocument',
      'What is free on one local date, by the local date of the start.',
      day,
      {
        date: 'The local date, in the professional’s time zone.',
        timeZone: 'The professional’s IANA time zone.',
        slots:
          'By active service, its free starts for one seat, nobody’s own, sorted. Not by the clock: starts that have passed, or are too soon, stay; hide those before now and the service’s notice.',
        revision,
        updatedAt,
        expireAt,
      },
    ),
  },
  MirrorDocument: {
    path: 'mirrors/{professionalId}',
    readers: 'signed-in',
    existence: 'For every professional. It has more fields, which are no one’s but the writer’s.',
    said: object(
      'MirrorDocument',
      'All documents of this professional are as at this revision: an app that waits for the one a command answered sees its own change.',
      mirrorDocument(at),
      { revision: 'As at which revision all documents are.', updatedAt: 'When it was written.' },
    ),
  },
  BookingDocument: {
    path: 'accounts/{uid}/bookings/{bookingId}',
    readers: 'account',
    existence:
      'For every booking of the account as a client, own holds too. A hold that came to nothing is gone; others go 400 days after the end, what was declined or has expired after 7 days.',
    said: object('BookingDocument', 'A client’s own booking.', bookingDocument(at), {
      ...bookingWords,
      expireAt,
    }),
  },
  AgendaDocument: {
    path: 'accounts/{uid}/agenda/{bookingId}',
    readers: 'account',
    existence:
      'For every booking of the account’s calendar. A hold that came to nothing is gone; others go 400 days after the end, what was declined or has expired after 7 days.',
    said: object('AgendaDocument', 'A booking as the professional sees it.', agendaDocument(at), {
      ...bookingWords,
      client: 'Who it is for. Absent while it is a hold.',
      capacity: 'How many seats its appointment has, 1–500.',
      expireAt,
    }),
  },
  ScheduleDocument: {
    path: 'accounts/{uid}/schedules/{professionalId}',
    readers: 'account',
    existence: 'For the account’s calendar.',
    said: object(
      'ScheduleDocument',
      'What `get-schedule` answers, for today and the 60 days after.',
      schedule,
      {
        ...scheduleWords,
        truncated:
          'Where it holds more than one document does: what is furthest from now is left out. Absent otherwise.',
        revision,
        updatedAt,
      },
    ),
  },
  NotificationDocument: {
    path: 'accounts/{uid}/notifications/{notificationId}',
    readers: 'account',
    existence: 'For everything that the account was told, for 90 days.',
    said: object(
      'NotificationDocument',
      'A message as its reader’s app shows it, in their language.',
      notificationDocument(at),
      {
        type: 'What it tells of: the type of a change, and more.',
        title: 'One line.',
        body: 'What happened, in a sentence or two.',
        bookingId: 'The booking that it is about. Absent where it is about several, or none.',
        professionalId: 'The professional that it is about. Absent where it is about none.',
        createdAt: 'When it was decided to tell.',
        readAt: 'When it was marked as read; null until then.',
        expireAt,
      },
    ),
  },
} as const satisfies Readonly<Record<string, DocumentSaid>>
