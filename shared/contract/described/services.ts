// What professionals offer, and whom they take no bookings from, in words.
import * as bl from '../block.ts'
import * as s from '../service.ts'
import { type FieldsOf, object } from './said.ts'

export const serviceWords: FieldsOf<typeof s.Service> = {
  serviceId: 'The service.',
  name: 'What it is called, 1–100 characters.',
  description: 'More about it, up to 4000 characters. Absent where there is none.',
  durationMinutes: 'How long a session takes, 5–1440 minutes of elapsed time.',
  bufferBeforeMinutes: 'Time that is kept free before a session, 0–480 minutes.',
  bufferAfterMinutes: 'Time that is kept free after a session, 0–480 minutes.',
  capacity: 'How many seats an appointment has, 1–500.',
  hours: 'When it is offered, instead of the working hours. Absent: in the working hours.',
  slotStepMinutes:
    'How far apart its starts are, 5–1440 minutes. Absent: the policy’s, else the duration.',
  minNoticeMinutes: 'Its own notice, 0–525600 minutes. Absent: the policy’s.',
  horizonDays: 'How many days ahead it is booked, 0–730. Absent: the policy’s.',
  approval: 'Whether its bookings wait for the professional’s word.',
  perClient: 'How many bookings of this service one client may have. Absent: no limit of its own.',
  price: 'What it costs. Absent where that is not told.',
  active: 'Whether it is offered.',
}

const calendarOf = 'Whose calendar. Unset: the caller’s own.'
const blockedBy = {
  clientUid: 'The account that is blocked. One of `clientUid`, `email` and `phone`.',
  email:
    'The address that is blocked, of tokens and of contact data alike. One of `clientUid`, `email` and `phone`.',
  phone:
    'The number that is blocked, of tokens and of contact data alike. One of `clientUid`, `email` and `phone`.',
}

export const SERVICES = [
  object(
    'Service',
    'What a professional offers. Rules that it does not have are those of the policy.',
    s.Service,
    serviceWords,
  ),
  object(
    'SaveServiceRequest',
    'A new service, or what changes of one: absent fields keep their value (a new one’s: the default), null clears.',
    s.SaveService,
    {
      professionalId: calendarOf,
      serviceId: 'The service to change. Unset: a new one.',
      name: 'What it is called, 1–100 characters. Required for a new one.',
      description: 'More about it, up to 4000 characters; null or empty clears it.',
      durationMinutes:
        'How long a session takes, 5–1440 minutes of elapsed time. Required for a new one. Bookings keep theirs.',
      bufferBeforeMinutes:
        'Time to keep free before a session, 0–480 minutes; 0 for a new one. Appointments keep theirs.',
      bufferAfterMinutes:
        'Time to keep free after a session, 0–480 minutes; 0 for a new one. Appointments keep theirs.',
      capacity:
        'How many seats an appointment has, 1–500; 1 for a new one. Raised, it is raised for appointments that stand.',
      hours:
        'When it is offered, instead of the working hours (a class on Tuesday 18:00–19:00); null: in the working hours.',
      slotStepMinutes:
        'How far apart its starts are, 5–1440 minutes; null: the policy’s, else the duration.',
      minNoticeMinutes: 'Its own notice, 0–525600 minutes; null: the policy’s.',
      horizonDays: 'How many days ahead it is booked, 0–730; null: the policy’s.',
      approval: 'Whether its bookings wait for the professional’s word; `automatic` for a new one.',
      perClient:
        'Counts the bookings of this service alone, beside those of the policy; null: no limit of its own.',
      price: 'What it costs; null: not told.',
      active: 'Whether it is offered; true for a new one. At most 20 are, of 100 in all.',
    },
  ),
  object('SaveServiceAnswer', 'The service as saved.', s.SavedService, {
    service: 'The service as it is now.',
  }),
  object(
    'SetBlockRequest',
    'Somebody from whom to take no bookings, or to take them again: one of `clientUid`, `email` and `phone`.',
    bl.SetBlock,
    {
      ...blockedBy,
      professionalId: calendarOf,
      blocked: 'Whether they are blocked from now on. Cancelling stays theirs.',
      note: 'For the professional alone, up to 1000 characters. Unset, the one that there is stays; null clears it.',
    },
  ),
  object('SetBlockAnswer', 'The block as set.', bl.BlockSet, {
    upcoming: `Bookings still to come of whoever is named, the first ${bl.UPCOMING_TOLD} by start; they stay.`,
  }),
  object('ListBlocksRequest', 'Whose blocks.', bl.ListBlocks, { professionalId: calendarOf }),
  object('ListBlocksAnswer', 'A page of blocks.', bl.BlocksPage, {
    blocks: 'Who is blocked, the newest first.',
  }),
  object(
    'Block',
    'Somebody from whom a professional takes no bookings; addresses and numbers in the one spelling by which they are compared.',
    bl.ShownBlock,
    {
      clientUid: 'The account that is blocked. Absent where it is an address or a number.',
      email: 'The address that is blocked. Absent where it is an account or a number.',
      phone: 'The number that is blocked. Absent where it is an account or an address.',
      name: 'What the account calls itself. Absent where it is not known.',
      note: 'What the professional noted. Absent where nothing was.',
      createdAt: 'Since when.',
    },
  ),
]
