// Searching over professionals in tests: whole lists page by page, and openings as the fan-out leaves them.
import { expect } from 'vitest'
import type * as z from 'zod'
import { rebuildMirror } from '../../dev/mirror/rebuild.ts'
import type { FoundProfessionals } from '../../shared/contract/professionals.ts'
import type { Backend } from './backend.ts'
import * as f from './fixtures.ts'
import { keepApart } from './kept-apart.ts'
import type { User } from './users.ts'

export type Page = z.infer<typeof FoundProfessionals>
export type Found = Page['professionals'][number]

/** One page, which must be granted. */
export async function findPage(
  backend: Backend,
  user: User,
  query: Record<string, string> = {},
): Promise<Page> {
  const body = f.granted(await f.get(backend, 'search-professionals', user, query))
  return body as unknown as Page // every answer of a test is checked against the schema
}

/** Everybody who is listed, page by page to the end. */
export async function findAll(
  backend: Backend,
  user: User,
  query: Record<string, string> = {},
): Promise<readonly Found[]> {
  const found: Found[] = []
  let page = await findPage(backend, user, query)
  for (let pages = 1; ; pages++) {
    found.push(...page.professionals)
    const { nextPageToken: pageToken } = page
    if (pageToken === undefined) return found
    expect(pages, 'pages without an end').toBeLessThan(500)
    page = await findPage(backend, user, { ...query, pageToken })
  }
}

/** Fans everything out, and lets the clock have nothing to do: all openings are exact. */
export async function makeExact(backend: Backend): Promise<void> {
  await rebuildMirror(backend.world)
  await backend.database.query(`update calendars set due_at = 'infinity'`)
}

/** Lets all openings be out of date. */
export async function makeStale(backend: Backend): Promise<void> {
  await backend.database.query(`update calendars set due_at = '-infinity'`)
}

/** A hold of one seat at a free start; on a new appointment. */
export async function insertHold(
  backend: Backend,
  user: User,
  { professionalId, serviceId }: Pick<f.Made, 'professionalId' | 'serviceId'>,
  { start, end }: Pick<f.ShownSlot, 'start' | 'end'>,
  until: string,
): Promise<void> {
  const [appointmentId, bookingId] = [backend.world.newId(), backend.world.newId()]
  await backend.database.query(
    `insert into appointments (professional_id, appointment_id, service_id, during, occupies, capacity, seats_taken, state)
      values ($1, $2, $3, tstzrange($4, $5), tstzrange($4, $5), 1, 1, 'active')`,
    [professionalId, appointmentId, serviceId, start, end],
  )
  await backend.database.query(
    `insert into bookings (professional_id, booking_id, appointment_id, service_id, status, start_at, end_at, seats,
        client_uid, client_name, hold_expires_at, created_at, updated_at)
      values ($1, $2, $3, $4, 'held', $5, $6, 1, $7, 'Somebody', $8, now(), now())`,
    [professionalId, bookingId, appointmentId, serviceId, start, end, user.uid, until],
  )
  await keepApart(backend)
}
