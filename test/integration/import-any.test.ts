// Any calendar as CSV: what the dry run says is what happens. All that it would make is there, as it is in the source, and what it
// leaves out because it overlaps, the system refuses too.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { importAll } from '../../dev/import/import-all.ts'
import type { Options } from '../../dev/import/options.ts'
import { type Finding } from '../../dev/import/plan/finding.ts'
import { toBookingBody } from '../../dev/import/plan/bodies.ts'
import type { PlannedProfessional } from '../../dev/import/plan/plan.ts'
import { settle } from '../../dev/import/plan/settle.ts'
import { readSource } from '../../dev/import/read/read-source.ts'
import { formatDate, formatWallTime, parseDate } from '../../shared/time/date.ts'
import { formatInstant } from '../../shared/time/instant.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import { type Body, get, granted, post } from '../support/fixtures.ts'
import { runs } from '../support/long.ts'
import type { User } from '../support/users.ts'

const NOW = Date.parse('2028-01-06T12:00:00Z')
const FIRST_DAY = parseDate('2028-03-24') ?? 0
const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe']

let backend: Backend

beforeAll(async () => {
  backend = await startBackend({ subscribe: false, now: () => NOW })
})
afterAll(() => backend.stop())

const wall = (minutes: number) => formatWallTime(minutes - (minutes % 15))

/** Some days around the clock changes of spring, so full that appointments meet. */
const calendar = fc.record({
  zone: fc.constantFrom(...ZONES),
  services: fc.array(
    fc.record({
      minutes: fc.integer({ min: 1, max: 8 }).map((quarters) => quarters * 15),
      before: fc.constantFrom(0, 0, 10),
      after: fc.constantFrom(0, 0, 15),
      capacity: fc.constantFrom(1, 1, 3),
      active: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  hours: fc.array(
    fc.record({ weekday: fc.integer({ min: 1, max: 7 }), start: fc.nat(1439), end: fc.nat(1439) }),
    { maxLength: 5 },
  ),
  timeOff: fc.array(fc.nat(20), { maxLength: 3 }),
  bookings: fc.array(
    fc.record({
      service: fc.nat(2),
      day: fc.nat(3),
      start: fc.nat(1439),
      seats: fc.integer({ min: 1, max: 2 }),
      note: fc.constantFrom('', '"quoted", and, commas', 'two\nlines', '=1+1', 'ünï 🙂'),
    }),
    { minLength: 3, maxLength: 12 },
  ),
})
type Calendar = typeof calendar extends fc.Arbitrary<infer One> ? One : never

const cell = (value: string | number) => `"${String(value).replaceAll('"', '""')}"`
const csv = (head: string, rows: readonly (readonly (string | number)[])[]) =>
  [head, ...rows.map((row) => row.map(cell).join(','))].join('\n')

function write(folder: string, { zone, services, hours, timeOff, bookings }: Calendar): void {
  const files = {
    'professionals.csv': csv('id,name,time_zone', [['p', 'Any', zone]]),
    'services.csv': csv(
      'id,name,duration_minutes,buffer_before_minutes,buffer_after_minutes,capacity,active',
      services.map(({ minutes, before, after, capacity, active }, index) => [
        index,
        `Service ${index}`,
        minutes,
        before,
        after,
        capacity,
        active ? 'yes' : 'no',
      ]),
    ),
    'hours.csv': csv(
      'weekday,start,end',
      hours
        .filter(({ start, end }) => wall(start) !== wall(end))
        .map(({ weekday, start, end }) => [weekday, wall(start), wall(end)]),
    ),
    'time-off.csv': csv(
      'id,start,end',
      timeOff.map((day, index) => [
        index,
        formatDate(FIRST_DAY + day),
        formatDate(FIRST_DAY + day),
      ]),
    ),
    'bookings.csv': csv(
      'id,service,start,seats,client_name,note',
      bookings.map(({ service, day, start, seats, note }, index) => [
        index,
        service % services.length,
        `${formatDate(FIRST_DAY + day)} ${wall(start)}`,
        seats,
        `Client ${index}`,
        note,
      ]),
    ),
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), `${text}\n`)
}

/** Imports as the owner; answers what was made. */
async function run(folder: string, owner: User, isDry: boolean) {
  const options: Options = {
    source: 'csv',
    folder,
    where: { kind: 'deployment', url: backend.url, apiKey: undefined },
    isDry,
    guestMail: 'send',
    only: [],
    owners: new Map(),
    accounts: undefined,
    currency: '',
    journal: undefined,
    report: undefined,
  }
  const { tally, findings } = await importAll(options, {
    environment: { IMPORT_ID_TOKEN: owner.token },
    now: () => NOW,
    signal: new AbortController().signal,
    say: () => undefined,
    screen: { write: () => undefined },
    pauses: [],
  })
  const kinds = ['professional', 'service', 'booking', 'time off', 'date', 'hours'] as const
  return { made: kinds.map((kind) => tally.of(kind).created), findings }
}

function plan(folder: string): {
  readonly all: PlannedProfessional
  readonly kept: PlannedProfessional
} {
  const findings: Finding[] = []
  const [all] = readSource('csv', folder, { currency: '' }, findings)
  const [kept] = settle(all ? [all] : [], NOW, findings)
  if (!all || !kept) throw new Error('the calendar was left out')
  return { all, kept }
}

async function importsWhole(given: Calendar): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'import-'))
  const owner = await backend.user('Owner')
  try {
    write(folder, given)
    const dry = await run(folder, owner, true)
    const wet = await run(folder, owner, false)
    expect(wet).toEqual(dry)
    const { all, kept } = plan(folder)
    const schedule = granted(await get(backend, 'get-schedule', owner))
    const query = { as: 'professional', pageSize: '100' }
    const { bookings } = granted(await get(backend, 'list-bookings', owner, query))
    expect(
      bookings.map(({ start, seats, client, note }) => [start, seats, client.name, note]),
    ).toEqual(
      inOrder(kept).map(({ start, seats, client, note }) => [
        formatInstant(start),
        seats,
        client.name,
        note,
      ]),
    )
    await expectRefused(schedule, owner, all, kept)
    expect((await run(folder, owner, false)).made).toEqual([0, 0, 0, 0, 0, 0])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** By start, as lists are; those of one start in the order in which they were booked: as in the source. */
function inOrder({ bookings }: PlannedProfessional) {
  return bookings.toSorted((one, other) => one.start - other.start)
}

/** Every booking that overlapped, asked for all the same. */
async function expectRefused(
  { services }: Body,
  owner: User,
  all: PlannedProfessional,
  kept: PlannedProfessional,
): Promise<void> {
  const there = new Set(kept.bookings.map(({ key }) => key))
  for (const booking of all.bookings.filter(({ key }) => !there.has(key))) {
    const service = services.find(({ name }) => name === `Service ${booking.serviceKey}`)
    if (!service?.active) continue // closed by now
    const body = toBookingBody(booking, service.serviceId)
    const { reason } = (await post(backend, 'create-booking', owner, body)).body
    expect(['slot-taken', 'not-enough-seats']).toContain(reason)
  }
}

it(
  'is imported as its dry run says, and refused where that says so',
  async () => {
    await fc.assert(fc.asyncProperty(calendar, importsWhole), { numRuns: runs(2, 40) })
  },
  runs(60_000, 500_000),
)
