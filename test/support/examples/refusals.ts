// One example of each reason for which a function refuses, where it can be brought about from outside.
import type { FunctionName } from '../../../functions/manifest.ts'
import type { TimeReason } from '../../../shared/contract/faults/reasons.ts'
import type { Call, Recorder } from './recorder.ts'
import { type Made, linkOf } from './successes.ts'

const NONE = '0193556b-0000-7000-8000-ffffffffffff'

/** Starts of the course that are refused as the calendar is, by the first rule that does. */
const STARTS: readonly (readonly [TimeReason, start: string, as: 'dora' | 'ana'])[] = [
  ['too-soon', '2026-11-23T10:30:00+01:00', 'dora'],
  ['too-far-ahead', '2027-01-15T10:00:00+01:00', 'dora'],
  ['outside-hours', '2026-11-25T20:00:00+01:00', 'dora'],
  ['on-time-off', '2026-12-07T10:00:00+01:00', 'ana'],
  ['professional-away', '2026-11-24T10:00:00+01:00', 'dora'],
  ['off-grid', '2026-11-25T13:10:00+01:00', 'dora'],
  ['slot-taken', '2026-11-25T11:00:00+01:00', 'dora'],
  ['not-enough-seats', '2026-11-26T10:00:00+01:00', 'dora'],
]

/** The three functions that take time, asked for the course at a start. */
function takers({ course, doras }: Made, call: Call) {
  return async (
    answers: string,
    start: string,
    as: 'dora' | 'ana' | 'finn',
    bookingId = doras,
  ): Promise<void> => {
    const taken = { serviceId: course, start, seats: 2 }
    const title = `\`${answers}\``
    await call('hold-slot', { as, title, answers, input: taken })
    await call('create-booking', { as, title, answers, input: taken })
    await call('reschedule-booking', { as, title, answers, input: { bookingId, start } })
  }
}

async function refuseTimes({ call }: Recorder, made: Made): Promise<void> {
  const refuse = takers(made, call)
  for (const [reason, start, as] of STARTS) await refuse(reason, start, as)
  const policy = (input: Readonly<Record<string, unknown>>) =>
    call('save-professional', { as: 'ana', input: { policy: input } })
  await policy({ maxBookingsPerDay: 1 })
  await refuse('limit-reached', '2026-11-27T14:00:00+01:00', 'dora')
  await policy({ maxBookingsPerDay: null, perClient: { maxUpcoming: 1 } })
  await refuse('client-limit-reached', '2026-12-01T10:00:00+01:00', 'dora')
  const finns = await call('create-booking', {
    as: 'finn',
    input: { serviceId: made.treatment, start: '2026-12-04T10:00:00+01:00' },
  })
  await policy({ perClient: null, requireVerified: true })
  await refuse('unverified', '2026-12-01T10:00:00+01:00', 'finn', finns.booking.bookingId)
  await policy({ requireVerified: false })
}

/** What is nobody’s, or another’s. */
async function refuseStrangers({ call }: Recorder): Promise<void> {
  const hours = [{ weekday: 1, start: '09:00', end: '12:00' }]
  const start = '2026-12-01T10:00:00+01:00'
  const busy = { source: 'Other', from: start, to: '2026-12-02T10:00:00+01:00', intervals: [] }
  const range = { from: start, to: '2026-12-02T10:00:00+01:00' }
  const asked: readonly (readonly [FunctionName, Readonly<Record<string, unknown>>])[] = [
    ['save-professional', { professionalId: NONE, name: 'Nobody' }],
    ['save-service', { serviceId: NONE, name: 'Nothing' }],
    ['set-working-hours', { hours }],
    ['set-date-hours', { date: '2026-12-01', intervals: [] }],
    ['add-time-off', { startDate: '2026-12-01', endDate: '2026-12-01' }],
    ['remove-time-off', { timeOffId: NONE }],
    ['set-external-busy', busy],
    ['set-activity', { state: 'available' }],
    ['report-progress', { bookingId: NONE, step: 'started' }],
    ['decide-booking', { bookingId: NONE, decision: 'approve' }],
    ['set-block', { email: 'somebody@example.com', blocked: true }],
    ['list-blocks', {}],
    ['get-schedule', {}],
    ['list-changes', {}],
    ['get-professional', { professionalId: NONE }],
    ['search-availability', { professionalId: NONE, serviceId: NONE, ...range }],
    ['explain-availability', { serviceId: NONE, start }],
    ['hold-slot', { serviceId: NONE, start }],
    ['create-booking', { serviceId: NONE, start }],
    ['reschedule-booking', { bookingId: NONE, start }],
    ['cancel-booking', { bookingId: NONE }],
    ['get-booking', { bookingId: NONE }],
    ['list-bookings', { as: 'professional' }],
    ['unregister-device', { deviceId: NONE }],
    ['mark-notifications-read', { notificationIds: [NONE] }],
  ]
  for (const [name, input] of asked)
    await call(name, { as: 'dora', title: '`not-found`', answers: 'not-found', input })
  const gone = { title: '`not-found`', answers: 'not-found', input: { token: 'altered' } } as const
  await call('guest-booking', gone)
  await call('cancel-guest-booking', gone)
  await call('unsubscribe', gone)
  const elsewhere = { confirm: 'erase', uid: 'nobody' }
  const missing = { title: '`not-found`', answers: 'not-found' } as const
  await call('erase-account', { ...missing, as: 'olga', input: elsewhere })
  await call('list-professionals', { as: 'dora', title: '`forbidden`', answers: 'forbidden' })
}

/** What a booking’s version, status or deadline forbids. */
async function refuseChanges({ call, until }: Recorder, made: Made): Promise<void> {
  const { carls, doras, walkIn, treatment, assessment } = made
  const start = '2026-12-01T10:00:00+01:00'
  const title = (reason: string) => ({ title: `\`${reason}\``, answers: reason })
  const old = { bookingId: doras, version: 99 }
  await call('reschedule-booking', {
    as: 'dora',
    ...title('version-mismatch'),
    input: { ...old, start },
  })
  await call('cancel-booking', { as: 'dora', ...title('version-mismatch'), input: old })
  const asked = await call('create-booking', {
    as: 'erik',
    input: { serviceId: assessment, start },
  })
  const { bookingId } = asked.booking
  await call('decide-booking', { as: 'ana', input: { bookingId, decision: 'decline' } })
  const settled = title('not-changeable')
  await call('decide-booking', { as: 'ana', ...settled, input: { bookingId, decision: 'approve' } })
  await call('report-progress', { as: 'ana', ...settled, input: { bookingId, step: 'started' } })
  await call('reschedule-booking', { as: 'erik', ...settled, input: { bookingId, start } })
  await call('cancel-booking', { as: 'erik', ...settled, input: { bookingId } })
  await call('create-booking', { as: 'carl', ...settled, input: { holdId: carls } })
  await call('erase-account', { as: 'carl', ...settled, input: { confirm: 'erase' } })
  const link = (one: string) => ({ token: linkOf('guest-booking', one) })
  await call('cancel-guest-booking', { ...settled, input: link(walkIn) })
  const own = await call('create-booking', { as: 'erik', input: { serviceId: treatment, start } })
  const mine = { bookingId: own.booking.bookingId }
  await call('cancel-booking', { as: 'erik', input: mine })
  await call('cancel-booking', { as: 'erik', ...title('already-cancelled'), input: mine })
  const held = await call('hold-slot', {
    as: 'erik',
    input: { serviceId: treatment, start, holdMinutes: 1 },
  })
  until('2026-11-23T08:50:00Z')
  const lapsed = { holdId: held.booking.bookingId }
  await call('create-booking', { as: 'erik', ...title('hold-expired'), input: lapsed })
  const guest = await call('create-booking', {
    as: 'ana',
    input: {
      serviceId: treatment,
      start: '2026-11-25T14:00:00+01:00',
      client: { name: 'Jan Kurz' },
    },
  })
  until('2026-11-24T14:00:00Z')
  const late = { as: 'carl', input: { bookingId: carls } } as const
  await call('cancel-booking', { ...late, ...title('too-late-to-cancel') })
  const moved = { ...late.input, start }
  await call('reschedule-booking', { ...late, ...title('too-late-to-reschedule'), input: moved })
  const guests = link(guest.booking.bookingId)
  await call('cancel-guest-booking', { ...title('too-late-to-cancel'), input: guests })
}

/** What is refused before anything is decided, or by nobody’s fault. */
async function refuseAtTheEdge({ call, backend }: Recorder, made: Made): Promise<void> {
  const title = (reason: string) => ({ title: `\`${reason}\``, answers: reason })
  const input = { serviceId: made.treatment, start: '2026-12-02T10:00:00+01:00' }
  const wrong = { serviceId: 'treatment', start: '2026-12-02 10:00', seats: 0, colour: 'red' }
  await call('create-booking', { as: 'erik', ...title('invalid-request'), input: wrong })
  await call('create-booking', { ...title('unauthenticated'), input })
  const reads = { ...input, clientUid: 'carl' }
  await call('create-booking', { as: 'erik', ...title('forbidden'), input: reads })
  await call('create-booking', { as: 'erik', method: 'GET', ...title('method-not-allowed') })
  const plain = { 'Content-Type': 'text/plain' }
  const text = JSON.stringify(input)
  const media = title('unsupported-media-type')
  await call('create-booking', { as: 'erik', ...media, headers: plain, raw: text })
  const large = JSON.stringify({ ...input, note: 'x'.repeat(66_000) })
  await call('create-booking', { as: 'erik', ...title('payload-too-large'), raw: large })
  const headers = { 'Idempotency-Key': 'another-tap' }
  await call('create-booking', { as: 'erik', headers, input, title: 'With a key' })
  await call('create-booking', { as: 'erik', headers, input, title: 'The same again, by its key' })
  const reused = title('idempotency-key-reused')
  await call('create-booking', { as: 'erik', headers, ...reused, input: { ...input, seats: 2 } })
  await call('get-account', { as: 'broken', ...title('internal') })
  await call('get-account', { as: 'down', ...title('unavailable') })
  const search = { as: 'erik', input: { text: 'physio' } } as const
  for (let searched = 0; searched < 2; searched++) await call('search-professionals', search)
  await call('search-professionals', { ...search, ...title('rate-limited') })
  // Whoever counts the same account’s bookings at the same time goes first, each time.
  const { database } = backend
  await database.query(`create function goes_first() returns trigger language plpgsql as
    $$ begin raise exception using errcode = '23502', column = 'version'; end $$`)
  await database.query(
    `create trigger rival before insert on bookings for each row execute function goes_first()`,
  )
  await call('create-booking', {
    as: 'erik',
    ...title('conflict'),
    input: { ...input, start: '2026-12-03T10:00:00+01:00' },
  })
  await database.query(`drop trigger rival on bookings`)
}

/** Plays all of them. */
export async function playRefusals(recorder: Recorder, made: Made): Promise<void> {
  const { call } = recorder
  await refuseTimes(recorder, made)
  await refuseStrangers(recorder)
  await refuseChanges(recorder, made)
  await refuseAtTheEdge(recorder, made)
  const inactive = { serviceId: made.course, active: false }
  await call('save-service', { as: 'ana', input: inactive })
  await takers(made, call)('service-inactive', '2026-12-01T11:00:00+01:00', 'dora')
}
