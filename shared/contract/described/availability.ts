// What is free and why not, changes, refusals and health, in words.
import * as a from '../availability.ts'
import { Problem } from '../faults/problem.ts'
import { GetHealth, Health } from '../health.ts'
import { ChangesPage, ListChanges } from '../list-changes.ts'
import { ChangeMessage } from '../messages/change.ts'
import { type FieldsOf, object } from './said.ts'

const explanation = a.ExplainedAvailability.shape.reasons.unwrap().element

const changeWords: FieldsOf<typeof ChangeMessage> = {
  changeId: 'The change.',
  causeId: 'What caused it: shared by all changes of one save.',
  type: 'What happened.',
  professionalId: 'The calendar to which it happened.',
  revision:
    'The revision that this change made; of `booking.reminder-due`, which makes none, the present one.',
  at: 'When it happened.',
  by: 'Who did it.',
  dates:
    'The local dates, in the professional’s time zone, whose free starts may differ; `all` where any may.',
  bookingId: 'The booking to which it happened. Absent where it is not about one.',
  appointmentId: 'The appointment of that booking. Absent where it is not about one.',
  serviceId: 'The service to which it happened, or that was booked. Absent where it is about none.',
}

export const AVAILABILITY = [
  object('Slot', 'A start at which a booking would be accepted now.', a.Slot, {
    start: 'When it starts.',
    end: 'When it ends.',
    seatsLeft: 'How many seats are free, at least 1.',
  }),
  object('SearchAvailabilityRequest', 'Which service, and when.', a.SearchAvailability, {
    professionalId: 'The professional.',
    from: 'Starts from then on are listed; any offset. Before now is now.',
    to: `Starts before then are listed. After \`from\`, at most ${a.SEARCH_DAYS} days.`,
    seats: 'Only starts with so many free seats are listed, 1–500.',
    reschedulingBookingId:
      'A booking that is to be moved: what it takes is free in this search. It must be the caller’s to move.',
    timeZone:
      'A viewer’s IANA time zone; it is answered as `displayTimeZone` and changes nothing of what is listed.',
  }),
  object('SearchAvailabilityAnswer', 'The free starts, for the caller.', a.FoundSlots, {
    professionalId: 'The professional.',
    timeZone: 'The professional’s IANA time zone.',
    displayTimeZone: 'The viewer’s IANA time zone, as asked. Absent where none was.',
    slots:
      'The free starts, sorted. The caller’s own holds are free in it; what `client-limit-reached` would refuse the caller is left out.',
  }),
  object('ExplainAvailabilityRequest', 'Which start of which service.', a.ExplainAvailability, {
    professionalId: 'The professional; it must be that of the service. Unset: that of the service.',
    start: 'The start in question; any offset; fractions of a second are cut.',
    seats: 'For so many seats, 1–500.',
  }),
  object(
    'ExplainAvailabilityAnswer',
    'Whether a start can be booked by the caller, and what refuses it.',
    a.ExplainedAvailability,
    {
      bookable: 'Whether a booking would be accepted now.',
      reasons:
        'Every rule that refuses it, in the order in which one is given; none where it is bookable.',
    },
  ),
  object('Explanation', 'A rule that refuses a start.', explanation, {
    reason: 'Which rule.',
    detail: 'In words, for owner and admin only. Absent for others.',
    source: 'What of the calendar it comes from, for owner and admin only. Absent for others.',
  }),
  object(
    'ExplanationSource',
    'What of a calendar refuses a start.',
    explanation.shape.source.unwrap(),
    {
      kind: 'What kind of thing it is.',
      id: 'Its id. Absent where it has none.',
      start: 'When it begins. Absent where it has no beginning.',
      end: 'When it ends. Absent where it has no end.',
    },
  ),
  object('ListChangesRequest', 'Whose changes, and since when.', ListChanges, {
    professionalId: 'Whose calendar. Unset: the caller’s own.',
    afterRevision: 'Only changes after this revision; 0: all that are kept.',
  }),
  object('ListChangesAnswer', 'A page of changes, by revision.', ChangesPage, {
    changes: 'What happened, the first first; as the change messages say it.',
    revision: 'The calendar’s present revision.',
    firstRevision:
      'From this revision on nothing is deleted: who has seen less reads the present state anew.',
  }),
  object(
    'Change',
    'One thing that happened to a professional’s calendar.',
    ChangesPage.shape.changes.unwrap().element,
    changeWords,
  ),
  object('ChangeAuthor', 'As what somebody did something.', ChangeMessage.shape.by, {
    kind: 'Their part.',
  }),
  object('Problem', 'The body of every answer that is no success (RFC 9457).', Problem, {
    type: 'Names the kind of problem: `urn:availability-checker:` and the reason.',
    title: 'The reason in words, for developers.',
    status: 'The HTTP status.',
    detail: 'What was wrong this time, in English, for developers.',
    reason: 'Why, for programs: one of a closed set.',
    requestId: 'Names the request in the logs; the same as `X-Request-Id`.',
    errors:
      'What is wrong, field by field, at most 20: with `invalid-request`, and with `not-changeable` of `erase-account`. Absent otherwise.',
    errorCount: 'How many errors there are; `errors` names the first. Absent without `errors`.',
    alternatives:
      'Free slots of that service and number of seats nearest to the wished start, within 14 days, at most 5, sorted: with refusals about a time. Absent otherwise.',
  }),
  object('FieldError', 'A field that is wrong.', Problem.shape.errors.unwrap().unwrap().element, {
    path: 'Which field, as in `client.email` or `hours.0.start`; empty for the whole body.',
    message: 'What is wrong with it, quoting the value.',
  }),
  object('HealthRequest', 'Nothing is asked.', GetHealth, {}),
  object('HealthAnswer', 'Whether the system can serve: 200 where all is up, else 503.', Health, {
    status: 'Whether all parts are up.',
    parts: 'The parts that every request needs.',
    channels: 'What people are told by, beside the app: what is set, not what answers.',
  }),
  object('HealthParts', 'The parts that every request needs.', Health.shape.parts, {
    database: 'Whether the database answers.',
  }),
  object('HealthChannels', 'What people are told by, beside the app.', Health.shape.channels, {
    mail: 'Off where no mail server is set: nobody is told by it, and nothing waits.',
    push: 'Off where no push service is set: nobody is told by it, and nothing waits.',
  }),
]
