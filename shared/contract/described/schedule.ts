// When a professional works and what happens now, in words.
import * as sc from '../schedule.ts'
import * as se from '../session.ts'
import { type FieldsOf, object } from './said.ts'

const schedule = sc.FoundSchedule.shape
const TimeOff = sc.AddedTimeOff.shape.timeOff

const calendarOf = 'Whose calendar. Unset: the caller’s own.'

export const timeOffWords: FieldsOf<typeof TimeOff> = {
  timeOffId: 'The entry.',
  start: 'When it begins.',
  end: 'When it ends.',
  startDate: 'Its first local date, where it was taken by whole days. Absent otherwise.',
  endDate: 'Its last local date, inclusive, where it was taken by whole days. Absent otherwise.',
  note: 'For the professional alone, up to 1000 characters. Absent where nothing was noted.',
}

export const activityWords: FieldsOf<typeof se.Activity> = {
  state: 'What is shown.',
  until:
    'Until when `busy`, `away` or `in-session` lasts, as far as is known. Absent for the others.',
  message: 'What the professional says of it, public, up to 140 characters. Absent where nothing.',
}

export const scheduleWords: FieldsOf<typeof sc.FoundSchedule> = {
  professional: 'Who they are, with their rules.',
  services: 'What they offer, inactive ones too.',
  workingHours: 'The weekly rules, each in force from its date until the next one’s.',
  dateHours: 'Dates with hours of their own, which replace the weekly ones.',
  timeOff: 'Time off, with its notes.',
  externalBusy: 'What other calendars have.',
  windows:
    'When any active service can be booked, whatever is booked already: the hours of all of them united, less time off, external busy time, activity and delays.',
  activity: 'What the professional is shown to be doing.',
  truncated: `Where the range reaches more than ${sc.WINDOWS_BEHIND_DAYS} days back or ${sc.WINDOWS_AHEAD_DAYS} ahead: \`windows\` are told of that stretch alone. Absent otherwise.`,
}

export const SCHEDULE = [
  object(
    'SetWorkingHoursRequest',
    'The weekly rule in force from a date until the next one that is set; the same date is replaced.',
    sc.SetWorkingHours,
    {
      professionalId: calendarOf,
      hours: 'The hours of a week, none: closed; null drops the rule of that date.',
      effectiveFrom:
        'The local date from which it is in force, within 10 years of today. Unset: today. At most 100 rules from today on.',
    },
  ),
  object(
    'SetDateHoursRequest',
    'Hours of single dates, which replace the whole of those dates: either `date` or `dates`.',
    sc.SetDateHours,
    {
      professionalId: calendarOf,
      date: 'One local date, within 10 years of today.',
      dates: 'Local dates, 1–366, within 10 years of today. At most 1,000 from today on in all.',
      intervals: 'The hours, at most 12 intervals; none: closed; null: as the weekly rule says.',
    },
  ),
  object(
    'AddTimeOffRequest',
    'Time off: either `start` and `end`, or whole local days, `startDate` and `endDate`. It beats hours of dates. At most two years, 1,000 entries.',
    sc.AddTimeOff,
    {
      professionalId: calendarOf,
      start: 'When it begins; any offset; fractions of a second are cut.',
      end: 'When it ends; after `start`.',
      startDate: 'Its first local date.',
      endDate: 'Its last local date, inclusive.',
      note: 'For the professional alone, up to 1000 characters.',
      onConflict:
        'What becomes of bookings in it: `keep` leaves them and names them as conflicts; `cancel` cancels them, and names none: to see whom, preview with `keep`.',
      reasonForClients: 'What clients whose booking is cancelled are told, up to 1000 characters.',
    },
  ),
  object('AddTimeOffAnswer', 'The time off as taken.', sc.AddedTimeOff, {
    timeOff: 'The entry.',
  }),
  object(
    'TimeOff',
    'Time that a professional took off, as its owner sees it.',
    TimeOff,
    timeOffWords,
    [schedule.timeOff.unwrap().element],
  ),
  object('RemoveTimeOffRequest', 'Time off to give back.', sc.RemoveTimeOff, {
    professionalId: calendarOf,
    timeOffId: 'The entry, as `get-schedule` names it.',
  }),
  object(
    'SetExternalBusyRequest',
    'What another calendar has between two instants: it replaces all that was told of that source there.',
    sc.SetExternalBusy,
    {
      professionalId: calendarOf,
      source: 'What the other calendar is called, 1–100 characters; at most 10 sources.',
      from: 'From when it is told; any offset; fractions of a second are cut.',
      to: 'Until when it is told, at most two years after `from`.',
      intervals:
        'When it is busy, within `from` and `to`: at most 1,000 a call, 2,000 a calendar from now on.',
    },
  ),
  object(
    'BusyInterval',
    'A stretch of time in which another calendar is busy.',
    sc.SetExternalBusy.shape.intervals.element,
    { start: 'When it begins.', end: 'When it ends; after `start`.' },
  ),
  object('GetScheduleRequest', 'Whose schedule, and which stretch of it.', sc.GetSchedule, {
    professionalId: calendarOf,
    from: 'From when; any offset. Unset: the start of today.',
    to: 'Until when. Unset: a year after `from`.',
  }),
  object(
    'GetScheduleAnswer',
    'A schedule as its owner sees it: all that decides when they can be booked, bookings aside.',
    sc.FoundSchedule,
    scheduleWords,
  ),
  object('WeeklyRule', 'Hours of a week from a date on.', schedule.workingHours.unwrap().element, {
    effectiveFrom: 'The local date from which it is in force.',
    hours: 'The hours of a week; none: closed.',
  }),
  object('DateHours', 'Hours of one date.', schedule.dateHours.unwrap().element, {
    date: 'The local date.',
    intervals: 'The hours; none: closed.',
  }),
  object('ExternalBusy', 'What another calendar has.', schedule.externalBusy.unwrap().element, {
    source: 'What the other calendar is called.',
    start: 'When it is busy from.',
    end: 'When it is free again.',
  }),
  object('Window', 'A stretch of time that can be booked.', schedule.windows.unwrap().element, {
    start: 'When it begins.',
    end: 'When it ends.',
  }),
  object('SetActivityRequest', 'What the professional does now.', se.SetActivity, {
    professionalId: calendarOf,
    state:
      '`busy` and `away` take the time from now until `until` out of the offer; `available` ends them and adds nothing.',
    until:
      'Until when, with `busy` and `away`, at most 30 days ahead. Unset: the end of the hours that now is in, else of the next ones today, else it is required.',
    message: 'What to say of it, public, up to 140 characters.',
  }),
  object('SetActivityAnswer', 'What is shown from now on.', se.SetTheActivity, {
    activity: 'What is shown.',
  }),
  object('Activity', 'What a professional is shown to be doing.', se.Activity, activityWords, [
    schedule.activity,
  ]),
  object('ReportProgressRequest', 'How a session is going.', se.ReportProgress, {
    professionalId: 'The calendar; it must be that of the booking. Unset: that of the booking.',
    step: '`started`, `running-late` and `finished` hold for the whole appointment, `no-show` for the booking. `started` begins it now: late, it is expected to last as long as agreed from now on; early, it is still expected to end as agreed. `finished` ends what has begun, and gives the rest of its time back. A `running-late` that is not later than agreed takes a delay back. A `no-show` before the start ends the appointment at its start.',
    expectedStart:
      'With `running-late`, before the session has begun: when it will; its end moves along. After now and within 12 hours of now, whatever was agreed.',
    expectedEnd:
      'With `running-late`, once the session has begun: when it will end. After now and within 12 hours of now.',
  }),
  object(
    'ReportProgressAnswer',
    'The booking as it is now, and whom it delays.',
    se.ReportedProgress,
    {
      booking: 'The booking as it is now.',
      delayed:
        'Bookings behind it that start later than agreed, without the one that is told of. Each is a change of its own.',
      conflicts:
        'Delayed bookings that were pushed outside the hours; they stay. The first 100 by start.',
    },
  ),
  object(
    'DelayedBooking',
    'A booking that starts later than agreed.',
    se.ReportedProgress.shape.delayed.unwrap().element,
    { expectedStart: 'When it is expected to start.' },
  ),
]
