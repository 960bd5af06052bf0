// Bookings and holds, what is asked of them and answered, in words.
import * as b from '../booking.ts'
import * as g from '../guest.ts'
import { type FieldsOf, object } from './said.ts'

const Booking = b.OneBooking.shape.booking

/** What a booking says of itself, in answers and documents. */
export const bookingWords: FieldsOf<typeof Booking> = {
  bookingId: 'The booking; a hold keeps its id when it is booked.',
  professionalName: 'The professional’s present name.',
  serviceName: 'The service’s present name.',
  status: 'Where it is in its life, as of now.',
  start: 'When the session starts.',
  end: 'When it ends, as agreed; a delay does not move it.',
  timeZone: 'The professional’s IANA time zone: dates and wall times are told in it.',
  seats: 'How many seats of the appointment it claims, 1–500.',
  client: 'Who it is for.',
  note: 'What the client said with it, up to 1000 characters. Absent where nothing was.',
  price: 'What the service cost when it was booked. Absent where it had no price.',
  expectedStart:
    'When it is expected to start, where delays before it push it. Absent where that is the agreed start.',
  expectedEnd: 'When it is expected to end. Absent where that is the agreed end.',
  endedAt: 'When the session was over in truth. Absent until it is completed.',
  holdExpiresAt: 'Until when a hold keeps the seats. Absent where it is no hold.',
  cancelUntil:
    'Until when the client may cancel: `pending`, until the start, `confirmed`, by the policy. Absent in other statuses.',
  rescheduleUntil:
    'Until when the client may move it, by the policy. Absent unless `pending` or `confirmed`.',
  cancelledBy: 'As what whoever cancelled or declined it acted. Absent where nobody did.',
  cancelReason: 'What they said of it, up to 1000 characters. Absent where nothing was.',
  createdAt: 'When it came to be.',
  updatedAt: 'When it last changed.',
}

const decidedSeats = 'How many seats to take, 1–500.'
const overrideWords = 'Rules to set aside, for owner and admin alone; the history records them.'
const versionWords =
  'Does it only where the booking is at this version still, else `version-mismatch`. Unset: at any.'

export const BOOKINGS = [
  object(
    'Booking',
    'A client’s claim to seats of one appointment, as its parties see it.',
    Booking,
    bookingWords,
  ),
  object(
    'BookingClient',
    'Who a booking is for: an account, or a guest whom the professional booked in. Owner and admin see all of it, clients their own.',
    b.client,
    {
      uid: 'The account. Absent for a guest.',
      name: 'What they are called.',
      email: 'Their address. Absent where none is known.',
      phone: 'Their number. Absent where none is known.',
    },
  ),
  object('BookingAnswer', 'One booking.', b.OneBooking, { booking: 'The booking as it is now.' }),
  object('HoldSlotRequest', 'A slot to keep while the client checks out.', b.HoldSlot, {
    start: 'A free start of the service; any offset; fractions of a second are cut.',
    seats: decidedSeats,
    holdMinutes:
      'How long to keep it, from now, 1–15 minutes. The same start again renews the hold, with the seats of the newer request, up to 15 minutes after it was placed. An account’s holds keep seats of one professional for at most 30 minutes in any 2 hours: what would be longer is refused, with `Retry-After`.',
  }),
  object(
    'CreateBookingRequest',
    'A service at a start, or what is held: either `holdId`, or `serviceId` and `start`. What is sent beside a hold must agree with it.',
    b.CreateBooking,
    {
      holdId:
        'A hold of the caller’s own, which becomes the booking under its id. The notice counts as of when it was placed.',
      serviceId: 'The service to book. Required without `holdId`.',
      start:
        'A free start of the service; any offset; fractions of a second are cut. Required without `holdId`.',
      seats: 'How many seats to take, 1–500. Unset: 1, or those of the hold.',
      note: 'Something for the professional to know, up to 1000 characters.',
      client:
        'Contact data of who it is for. Unset fields come from the account, then from its token. From owner and admin, without `clientUid`: a guest, who needs a name; an owner who leaves both out books for themselves.',
      clientUid:
        'The account that it is for, for owner and admin alone; an owner may name one that has or had a booking with them.',
      timeZone:
        'The IANA time zone in which the client is told of it. Unset: the account’s, else the professional’s.',
      override: overrideWords,
    },
  ),
  object(
    'ClientContact',
    'Contact data that is sent with a booking.',
    b.CreateBooking.in.shape.client.unwrap(),
    {
      name: 'What they are called, 1–100 characters.',
      email: 'Their e-mail address.',
      phone: 'Their phone number, 1–40 characters.',
    },
  ),
  object(
    'RescheduleBookingRequest',
    'Another start for a booking: the old time is free in the instant in which the new one is taken, as far as the new one and its buffers leave it.',
    b.RescheduleBooking,
    {
      start:
        'The new start; any offset; fractions of a second are cut. The present one changes nothing.',
      version: versionWords,
      override: overrideWords,
    },
  ),
  object('CancelBookingRequest', 'A booking to cancel, or a hold to release.', b.CancelBooking, {
    bookingId: 'The booking, or the hold.',
    reason: 'What to tell the other side, up to 1000 characters.',
    version: versionWords,
  }),
  object('DecideBookingRequest', 'What becomes of a pending booking.', b.DecideBooking, {
    professionalId: 'The calendar; it must be that of the booking. Unset: that of the booking.',
    decision: '`approve` confirms it, `decline` gives the time back.',
    reason: 'What to tell the client, up to 1000 characters.',
  }),
  object(
    'DecideBookingAnswer',
    'The booking as it was decided, and whether its time still fits.',
    b.DecidedBooking,
    {
      booking: 'The booking as it is now.',
      conflicts: 'That booking, where its time does not fit any more.',
      conflictCount: '1 where its time does not fit any more, else 0.',
    },
  ),
  object('ChangedSchedule', 'What a change of the schedule came to.', b.ChangedSchedule, {}),
  object('GetBookingRequest', 'Which booking.', b.GetBooking, {}),
  object('GetBookingAnswer', 'A booking with its history.', b.BookingWithHistory, {
    booking: 'The booking as it is now.',
    history: 'What happened to it, the first first.',
  }),
  object(
    'BookingEvent',
    'One thing that happened to a booking.',
    b.BookingWithHistory.shape.history.unwrap().element,
    {
      at: 'When it happened.',
      type: 'What happened.',
      by: 'As what somebody did it.',
      override: 'The rules that were set aside. Absent where none was.',
    },
  ),
  object('ListBookingsRequest', 'Which bookings, and in which order.', b.ListBookings, {
    as: 'Whether to list what the caller booked (`client`), or what was booked in a calendar (`professional`).',
    professionalId:
      'Only with this professional. Unset, as `professional`: the caller’s own calendar.',
    from: 'Only those that start then or later; any offset.',
    to: 'Only those that start before then; any offset.',
    status: 'Only in these statuses. Unset: all but `held` and `expired`.',
    order: 'By start: `asc`, the soonest first, or `desc`.',
  }),
  object('ListBookingsAnswer', 'A page of bookings.', b.BookingsPage, {
    bookings: 'The bookings, by start.',
  }),
  object('GuestBookingRequest', 'A guest’s link.', g.GuestBooking, {
    token: 'Of the link in a mail; one that was altered or has expired is `not-found`.',
  }),
  object('CancelGuestBookingRequest', 'A guest’s link, and why.', g.CancelGuestBooking, {
    token: 'Of the link in a mail; one that was altered or has expired is `not-found`.',
    reason: 'What to tell the professional, up to 1000 characters.',
  }),
  object('UnsubscribeRequest', 'The link in a mail, as mail programs post it too.', g.Unsubscribe, {
    token: 'Of the link in a mail; one that was altered or has expired is `not-found`.',
    'List-Unsubscribe': 'What mail programs send by themselves (RFC 8058).',
  }),
]
