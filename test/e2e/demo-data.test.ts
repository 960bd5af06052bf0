// The demo data, on a stack of their own: the search, the day documents and the simulator say the same is free.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn } from '../../dev/demo/accounts.ts'
import { ADMIN, PASSWORD } from '../../dev/demo/people.ts'
import { seedDemo } from '../../dev/demo/seed.ts'
import { type Stack, startStack } from '../../dev/stack.ts'
import { freePorts } from '../../dev/stack-ports.ts'
import type { FoundSlots } from '../../shared/contract/availability.ts'
import type { BookingsPage } from '../../shared/contract/booking.ts'
import { openFirestore } from '../../shared/realtime/firestore-mirror.ts'
import { simulate } from '../../shared/scheduling/free/simulate.ts'
import { DAY, MINUTE, formatInstant } from '../../shared/time/instant.ts'
import type * as z from 'zod'
import { plain } from '../support/backend.ts'
import { type Schedule, toScenario } from '../support/to-scenario.ts'

let stack: Stack
let token: string
const said: string[] = []

beforeAll(async () => {
  stack = await startStack({ ports: await freePorts(), fill: seedDemo }, (line) => said.push(line))
  const { authHost, projectId } = stack.addresses
  token = (await signIn(authHost, projectId, ADMIN, PASSWORD, { admin: true })).token
}, 180_000)
afterAll(() => stack?.stop())

async function get<T>(name: string, query: Record<string, string>): Promise<T> {
  const url = `${stack.addresses.functions}/${name}?${new URLSearchParams(query).toString()}`
  const response = await fetch(url, { headers: { Authorization: `Bearer ${token}` } })
  const body: unknown = await response.json()
  expect(response.status, JSON.stringify(body)).toBe(200)
  return body as T // as the contract says
}

async function bookingsOf(professionalId: string) {
  const bookings: z.infer<typeof BookingsPage>['bookings'][number][] = []
  let pageToken: string | undefined
  do {
    const query = { as: 'professional', professionalId, pageSize: '100' }
    const page: z.infer<typeof BookingsPage> = await get('list-bookings', {
      ...query,
      ...(pageToken !== undefined && { pageToken }),
    })
    bookings.push(...page.bookings)
    pageToken = page.nextPageToken
  } while (pageToken !== undefined)
  return bookings
}

async function professionals(): Promise<readonly string[]> {
  const rows = await stack.world.database
    .selectFrom('calendars')
    .select('professional_id')
    .execute()
  return rows.map(({ professional_id }) => professional_id)
}

test('nothing is complained of while they are made', () => {
  expect(said.filter((line) => /^(warning|error)/.test(line))).toEqual([])
})

test('a dozen professionals have some weeks of bookings', async () => {
  const ids = await professionals()
  expect(ids.length).toBeGreaterThanOrEqual(12)
  const counts = await Promise.all(ids.map(async (id) => (await bookingsOf(id)).length))
  expect(Math.min(...counts)).toBeGreaterThan(5)
})

test('the search, the day documents and the simulator agree about every service of everybody', async () => {
  const firestore = openFirestore({
    projectId: stack.addresses.projectId,
    emulatorHost: stack.addresses.firestoreHost,
  })
  let compared = 0
  for (const professionalId of await professionals()) {
    const days = await firestore.collection(`professionals/${professionalId}/days`).get()
    const documents = days.docs.map((day) => plain(day.data())) as readonly {
      slots: Record<string, readonly { start: string; seatsLeft: number }[]>
    }[]
    const schedule: Schedule = await get('get-schedule', { professionalId })
    const bookings = await bookingsOf(professionalId)
    for (const { serviceId, minNoticeMinutes } of schedule.services) {
      const now = Date.now()
      // A minute and more from any edge that time moves while this runs.
      const notice = (minNoticeMinutes ?? schedule.professional.policy.minNoticeMinutes) * MINUTE
      const range = {
        from: formatInstant(now + notice + 10 * MINUTE),
        to: formatInstant(now + 45 * DAY),
      }
      const found: z.infer<typeof FoundSlots> = await get('search-availability', {
        professionalId,
        serviceId,
        ...range,
      })
      const scenario = toScenario(schedule, bookings, {
        serviceId,
        now: formatInstant(now),
        seats: 1,
        ...range,
      })
      const simulated = simulate(scenario).slots.map(({ start, end, seatsLeft }) => ({
        start: formatInstant(start),
        end: formatInstant(end),
        seatsLeft,
      }))
      const mirrored = documents
        .flatMap(({ slots }) => slots[serviceId] ?? [])
        .filter(({ start }) => start >= range.from && start < range.to)
        .toSorted((a, b) => (a.start < b.start ? -1 : 1))
      expect(found.slots).toEqual(simulated)
      expect(mirrored).toEqual(found.slots.map(({ start, seatsLeft }) => ({ start, seatsLeft })))
      compared += found.slots.length
    }
  }
  await firestore.terminate()
  expect(compared).toBeGreaterThan(1_000)
})
