// One example of each function that does what it is asked to: a professional's and a client's first days.
import type { FunctionName } from '../../../functions/manifest.ts'
import { makeLinkToken } from '../../../shared/identity/link-token.ts'
import type { Call, Recorder } from './recorder.ts'

/** Signs the links of guests in the examples. */
export const LINK_KEYS = ['the-key-of-all-examples-which-is-no-secret']
const LINKS_END = Date.parse('2027-01-31T00:00:00Z')

/** A link's token. */
export const linkOf = (purpose: 'guest-booking' | 'unsubscribe-guest', subject: string): string =>
  makeLinkToken(LINK_KEYS, purpose, subject, LINKS_END)

/** What the refusals are asked of. */
export interface Made {
  readonly professionalId: string
  /** 45 minutes, for one. */
  readonly treatment: string
  /** An hour, for three. */
  readonly course: string
  /** An hour, to be approved. */
  readonly assessment: string
  /** Carl’s, at 10:00 UTC on the 25th. */
  readonly carls: string
  /** Dora’s: two seats of the course on the 30th. */
  readonly doras: string
  /** A guest’s, today. */
  readonly walkIn: string
  readonly timeOffId: string
}

const WEEK = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, start: '09:00', end: '17:00' }))

async function makeCalendar(call: Call) {
  await call('save-account', {
    as: 'ana',
    title: 'An account says how it wants to hear of things',
    input: {
      name: 'Ana Bauer',
      locale: 'de-DE',
      timeZone: 'Europe/Berlin',
      notifications: { reminderMinutes: [60] },
    },
  })
  const { professional } = await call('save-professional', {
    as: 'ana',
    title: 'A new calendar',
    headers: { 'Idempotency-Key': 'first-tap' },
    input: {
      name: 'Ana Bauer',
      timeZone: 'Europe/Berlin',
      headline: 'Physiotherapist in Kreuzberg',
      specialties: ['Physiotherapy'],
      location: { address: 'Oranienstr. 1, 10999 Berlin' },
      policy: {
        slotStepMinutes: 30,
        minNoticeMinutes: 60,
        horizonDays: 30,
        cancelNoticeMinutes: 1440,
        rescheduleNoticeMinutes: 1440,
      },
    },
  })
  const service = async (input: Readonly<Record<string, unknown>>, title?: string) =>
    (await call('save-service', { as: 'ana', input, ...(title !== undefined && { title }) }))
      .service.serviceId
  const treatment = await service(
    { name: 'Treatment', durationMinutes: 45, price: { amountMinor: 6500, currency: 'EUR' } },
    'A new service',
  )
  const course = await service({ name: 'Back class', durationMinutes: 60, capacity: 3 })
  const assessment = await service({ name: 'Assessment', durationMinutes: 60, approval: 'manual' })
  const as = 'ana'
  await call('set-working-hours', { as, title: 'Monday to Friday', input: { hours: WEEK } })
  await call('set-date-hours', {
    as,
    title: 'A short day',
    input: { date: '2026-12-16', intervals: [{ start: '09:00', end: '12:00' }] },
  })
  const { timeOffId } = (
    (await call('add-time-off', {
      as,
      title: 'Two days off',
      input: { startDate: '2026-12-07', endDate: '2026-12-08', note: 'Training' },
    })) as unknown as { readonly timeOff: { readonly timeOffId: string } }
  ).timeOff
  await call('set-external-busy', {
    as,
    title: 'What another calendar has this week',
    input: {
      source: 'Google Calendar',
      from: '2026-11-23T00:00:00+01:00',
      to: '2026-11-30T00:00:00+01:00',
      intervals: [{ start: '2026-11-24T08:00:00+01:00', end: '2026-11-24T09:30:00+01:00' }],
    },
  })
  await call('get-schedule', {
    as,
    title: 'The next days',
    input: { from: '2026-11-23T00:00:00+01:00', to: '2026-11-26T00:00:00+01:00' },
  })
  return { professionalId: professional.professionalId, treatment, course, assessment, timeOffId }
}

/** Hands a change to a subscriber, as Pub/Sub would. */
async function push(recorder: Recorder, name: FunctionName, change: unknown): Promise<void> {
  const data = Buffer.from(JSON.stringify(change)).toString('base64')
  const { status } = await recorder.backend.post(name, undefined, {
    message: { data, messageId: '1', attributes: {} },
    subscription: 'examples',
  })
  if (status !== 200) throw new Error(`${name} answered ${status}`)
}

async function changesOf(call: Call): Promise<readonly Record<string, unknown>[]> {
  const { changes } = (await call('list-changes', { as: 'ana' })) as unknown as {
    readonly changes: readonly Record<string, unknown>[]
  }
  return changes
}

async function find(recorder: Recorder, professionalId: string, serviceId: string): Promise<void> {
  const { call } = recorder
  await push(recorder, 'fan-out-availability', (await changesOf(call)).at(-1))
  const as = 'carl'
  const input = { specialty: 'physiotherapy', from: '2026-11-25T00:00:00+01:00' }
  await call('search-professionals', { as, title: 'By specialty', input })
  await call('get-professional', { as, title: 'Who that is', input: { professionalId } })
  const asked = {
    professionalId,
    serviceId,
    from: '2026-11-25T00:00:00+01:00',
    to: '2026-11-26T00:00:00+01:00',
  }
  await call('search-availability', { as, title: 'A day', input: asked })
  const { url } = recorder.backend
  const query = new URLSearchParams(asked).toString()
  const headers = { Authorization: 'Bearer carl' }
  const { headers: told } = await fetch(`${url}/search-availability?${query}`, { headers })
  await call('search-availability', {
    as,
    title: 'Nothing new',
    input: asked,
    headers: { 'If-None-Match': told.get('ETag') ?? '' },
    answers: '304',
  })
  await call('explain-availability', {
    as: 'ana',
    title: 'Why not on a day off',
    input: { serviceId, start: '2026-12-07T10:00:00+01:00' },
  })
}

type Calendar = Awaited<ReturnType<typeof makeCalendar>>

async function book(call: Call, { treatment, course, assessment }: Calendar) {
  const held = await call('hold-slot', {
    as: 'carl',
    title: 'Keeps a slot for the checkout',
    input: { serviceId: treatment, start: '2026-11-25T10:00:00+01:00' },
  })
  const { booking } = await call('create-booking', {
    as: 'carl',
    title: 'Books what is held',
    headers: { 'Idempotency-Key': 'one-tap' },
    input: { holdId: held.booking.bookingId, note: 'Left shoulder' },
  })
  const moved = await call('reschedule-booking', {
    as: 'carl',
    title: 'An hour later',
    input: { bookingId: booking.bookingId, start: '2026-11-25T11:00:00+01:00' },
  })
  const doras = await call('create-booking', {
    as: 'dora',
    title: 'Books two seats of a class',
    input: { serviceId: course, start: '2026-11-30T10:00:00+01:00', seats: 2 },
  })
  await call('create-booking', {
    as: 'dora',
    input: { serviceId: course, start: '2026-11-26T10:00:00+01:00', seats: 2 },
  })
  const { booking: asked } = await call('create-booking', {
    as: 'carl',
    title: 'Asks for what is to be approved',
    input: { serviceId: assessment, start: '2026-11-27T10:00:00+01:00' },
  })
  await call('decide-booking', {
    as: 'ana',
    title: 'Approves it',
    input: { bookingId: asked.bookingId, decision: 'approve' },
  })
  const walkIn = await call('create-booking', {
    as: 'ana',
    title: 'A guest, by the professional, without notice',
    input: {
      serviceId: treatment,
      start: '2026-11-23T09:30:00+01:00',
      client: { name: 'Gerd Klein', email: 'gerd@example.com' },
      override: ['too-soon'],
    },
  })
  await call('get-booking', {
    as: 'carl',
    title: 'With its history',
    input: { bookingId: moved.booking.bookingId },
  })
  const mine = { as: 'client', status: ['confirmed', 'pending'] }
  await call('list-bookings', { as: 'carl', title: 'The caller’s own', input: mine })
  return {
    carls: moved.booking.bookingId,
    doras: doras.booking.bookingId,
    walkIn: walkIn.booking.bookingId,
  }
}

async function runTheDay({ call, until }: Recorder, { walkIn }: { readonly walkIn: string }) {
  until('2026-11-23T08:32:00Z')
  await call('report-progress', {
    as: 'ana',
    title: 'Will be ten minutes late',
    input: { bookingId: walkIn, step: 'running-late', expectedEnd: '2026-11-23T10:25:00+01:00' },
  })
  await call('set-activity', {
    as: 'ana',
    title: 'Away until tomorrow noon',
    input: { state: 'away', until: '2026-11-24T12:00:00+01:00', message: 'Back tomorrow' },
  })
  await call('set-block', {
    as: 'ana',
    title: 'Takes no more bookings from an address',
    input: { email: 'nobody@example.com', blocked: true, note: 'Did not come three times' },
  })
  await call('list-blocks', { as: 'ana', title: 'All of them' })
}

async function tell(recorder: Recorder): Promise<void> {
  const { call } = recorder
  await call('list-changes', { as: 'ana', title: 'The first changes', input: { pageSize: 3 } })
  await call('list-professionals', {
    as: 'olga',
    title: 'All that take bookings',
    input: { active: true },
  })
  const moved = (await changesOf(call)).find(({ type }) => type === 'booking.rescheduled')
  await push(recorder, 'send-notifications', moved)
  const { deliveries } = (await call('list-deliveries', {
    as: 'olga',
    title: 'What was told of a booking',
    input: { bookingId: String(moved?.['bookingId']) },
  })) as unknown as { readonly deliveries: readonly { readonly notificationId: string }[] }
  const { rows } = await recorder.backend.database.query<{ notification_id: string; uid: string }>(
    `select notification_id, uid from notifications where uid is not null order by notification_id`,
  )
  const own = rows.find(({ uid }) => uid === 'carl') ?? rows[0]
  if (!own || deliveries.length === 0) throw new Error('nobody was told')
  await call('mark-notifications-read', {
    as: own.uid === 'carl' ? 'carl' : 'ana',
    title: 'One that was read',
    input: { notificationIds: [own.notification_id] },
  })
  await call('get-account', { as: 'ana', title: 'The caller’s account' })
}

async function leave({ call }: Recorder, { treatment, timeOffId, assessment }: Calendar) {
  const guests = await call('create-booking', {
    as: 'ana',
    input: {
      serviceId: treatment,
      start: '2026-12-02T10:00:00+01:00',
      client: { name: 'Hanna Roth', email: 'hanna@example.com' },
    },
  })
  const token = linkOf('guest-booking', guests.booking.bookingId)
  await call('guest-booking', { title: 'By the link in a mail', input: { token } })
  await call('cancel-guest-booking', {
    title: 'By the link in a mail',
    input: { token, reason: 'A cold' },
  })
  const unsubscribe = { token: linkOf('unsubscribe-guest', 'hanna@example.com') }
  await call('unsubscribe', { title: 'By the link in a mail', input: unsubscribe })
  const { booking } = await call('create-booking', {
    as: 'carl',
    input: { serviceId: assessment, start: '2026-12-03T10:00:00+01:00' },
  })
  const { bookingId } = booking
  await call('cancel-booking', {
    as: 'carl',
    title: 'In time',
    input: { bookingId, reason: 'On a journey' },
  })
  const device = { token: 'a-token-that-fcm-gave', platform: 'ios', locale: 'de-DE' }
  await call('register-device', { as: 'carl', title: 'A phone', input: device })
  await call('unregister-device', {
    as: 'carl',
    title: 'Signs out',
    input: { token: device.token },
  })
  await call('remove-time-off', {
    as: 'ana',
    title: 'Works after all',
    input: { timeOffId, validateOnly: true },
  })
  await call('export-account', { as: 'dora', title: 'Everything that is held' })
  await call('save-account', { as: 'ida', input: { name: 'Ida Olsen' } })
  await call('erase-account', { as: 'ida', title: 'For good', input: { confirm: 'erase' } })
  await call('health', { title: 'All is up' })
}

/** Plays it, and answers what came to be. */
export async function playSuccesses(recorder: Recorder): Promise<Made> {
  const calendar = await makeCalendar(recorder.call)
  await find(recorder, calendar.professionalId, calendar.treatment)
  const booked = await book(recorder.call, calendar)
  await runTheDay(recorder, booked)
  await tell(recorder)
  await leave(recorder, calendar)
  return { ...calendar, ...booked }
}
