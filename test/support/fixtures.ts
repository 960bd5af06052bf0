// What integration tests share: professionals that can be booked, typed answers, raw requests, accounts in every state.
import { type IncomingHttpHeaders, request as openRequest } from 'node:http'
import { expect, inject } from 'vitest'
import type { Professional } from '../../shared/contract/professional.ts'
import type { Service } from '../../shared/contract/service.ts'
import type { Reason } from '../../shared/contract/faults/reasons.ts'
import type { ShownBlock } from '../../shared/contract/block.ts'
import type { ShownBooking } from '../../shared/contract/booking.ts'
import { type Backend, type Reply, startBackend } from './backend.ts'
import { keepApart } from './kept-apart.ts'
import { STATUSES } from './statuses.ts'
import type { User } from './users.ts'
import { unsignedToken } from '../../dev/parts/unsigned-token.ts'

export interface ShownSlot {
  readonly start: string
  readonly end: string
  readonly seatsLeft: number
}

export type Booked = ShownBooking<string>

/** Every field that an answer may have; a test reads those that it has seen to be there. */
export interface Body {
  readonly professional: Professional & { readonly revision: number }
  readonly service: Service
  readonly services: readonly Service[]
  readonly workingHours: readonly { readonly effectiveFrom: string; readonly hours: WeeklyHours }[]
  readonly activity: { readonly state: string; readonly until?: string }
  readonly timeOff: { readonly timeOffId: string }
  readonly conflicts: readonly Booked[]
  readonly conflictCount: number
  readonly revision: number
  readonly booking: Booked
  readonly bookings: readonly Booked[]
  readonly nextPageToken?: string
  readonly history: readonly {
    readonly at: string
    readonly type: string
    readonly by: string
    readonly override?: readonly string[]
  }[]
  readonly slots: readonly ShownSlot[]
  readonly displayTimeZone?: string
  readonly timeZone: string
  readonly account: { readonly uid: string; readonly name?: string; readonly email?: string }
  readonly professionalId: string
  readonly upcoming: readonly Booked[]
  readonly blocks: readonly ShownBlock[]
  // problem details
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly reason: Reason
  readonly requestId: string
  readonly errors: readonly { readonly path: string; readonly message: string }[]
  readonly errorCount?: number
  readonly alternatives: readonly ShownSlot[]
  // the callable protocol
  readonly result: Body
  readonly error: { readonly status: string; readonly message: string; readonly details: Body }
}

export interface Told {
  readonly status: number
  readonly headers: Headers
  readonly body: Body
}

type WeeklyHours = readonly {
  readonly weekday: number
  readonly start: string
  readonly end: string
}[]

/** An answer as it is read; a bug of ours fails the test with what the log holds of it. */
function toTold({ log }: Backend, { status, headers, body }: Reply): Told {
  if (status === 500)
    throw new Error(log.findLast(({ stack_trace }) => stack_trace)?.stack_trace ?? '500')
  return { status, headers, body: body as Body }
}

/** Calls a function by POST. */
export async function post(
  backend: Backend,
  name: string,
  user: User | undefined,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Told> {
  return toTold(backend, await backend.post(name, user, body, headers))
}

/** Calls a query by GET. */
export async function get(
  backend: Backend,
  name: string,
  user: User | undefined,
  query: Record<string, string | string[]> = {},
  headers: Record<string, string> = {},
): Promise<Told> {
  return toTold(backend, await backend.get(name, user, query, headers))
}

/** The body of an answer that must be a success. */
export function granted({ status, body }: Told): Body {
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

/** Expects a whole problem of this reason, without a trace of our code in it. */
export function expectProblem({ status, headers, body }: Told, reason: Reason): Body {
  const text = JSON.stringify(body)
  expect(body.reason, text).toBe(reason)
  expect(status).toBe(STATUSES[reason][0])
  expect(body.status).toBe(status)
  expect(headers.get('Content-Type')).toMatch(/^application\/problem\+json\b/)
  expect(headers.get('X-Request-Id')).toBe(body.requestId)
  expect(body.requestId).toMatch(/^[\w.:-]{8,128}$/)
  expect([body.type, body.title, body.detail].every((field) => field.length > 0)).toBe(true)
  expect(text).not.toMatch(/\bat \S*\/|node_modules|\.ts:\d|@type/)
  return body
}

/** Every day of the week from `start` to `end`. */
export function everyDay(start: string, end: string): WeeklyHours {
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start, end }))
}

export interface Made {
  readonly professionalId: string
  readonly serviceId: string
  /** Of the calendar once everything was made: 3. */
  readonly revision: number
}

/** A professional with one service and working hours; by default 30 minutes, every day 09:00 to 17:00 in Berlin. */
export async function makeProfessional(
  backend: Backend,
  owner: User,
  {
    professional = {},
    service = {},
    hours = everyDay('09:00', '17:00'),
  }: { professional?: object; service?: object; hours?: WeeklyHours } = {},
): Promise<Made> {
  const profile = { name: 'Ana', timeZone: 'Europe/Berlin', ...professional }
  const made = granted(await post(backend, 'save-professional', owner, profile))
  const offer = { name: 'Check-up', durationMinutes: 30, ...service }
  const saved = granted(await post(backend, 'save-service', owner, offer))
  // In force from long ago, so that a test may look at any date.
  const rule = { hours, effectiveFrom: '2020-01-01' }
  const { revision } = granted(await post(backend, 'set-working-hours', owner, rule))
  const { professionalId } = made.professional
  return { professionalId, serviceId: saved.service.serviceId, revision }
}

/** RFC 3339, `days` after the backend's now. */
export function inDays(backend: Backend, days: number): string {
  return new Date(backend.world.now() + days * 86_400_000).toISOString()
}

/** What was written by hand is a new state of a calendar, as every save makes one: what instances keep of the old one is over. */
export async function moveRevision(backend: Backend, professionalId: string): Promise<void> {
  await backend.database.query(
    'update calendars set revision = revision + 1 where professional_id = $1',
    [professionalId],
  )
  await keepApart(backend)
}

/** The slots of a service from `from` to `to` days after now. */
export async function slotsOf(
  backend: Backend,
  user: User,
  { professionalId, serviceId }: Pick<Made, 'professionalId' | 'serviceId'>,
  { from = 2, to = 5, ...more }: { from?: number; to?: number; [field: string]: unknown } = {},
): Promise<readonly ShownSlot[]> {
  const query = {
    professionalId,
    serviceId,
    from: inDays(backend, from),
    to: inDays(backend, to),
    ...Object.fromEntries(Object.entries(more).map(([key, value]) => [key, String(value)])),
  }
  return granted(await get(backend, 'search-availability', user, query)).slots
}

/** Element `index`, which must be there. */
export function nth<T>(list: readonly T[], index: number): T {
  const found = list.at(index)
  if (found === undefined) throw new Error(`there are only ${list.length}, none at ${index}`)
  return found
}

/** Books a start, which must succeed. */
export async function book(
  backend: Backend,
  user: User,
  serviceId: string,
  start: string,
  more: object = {},
): Promise<Booked> {
  return granted(await post(backend, 'create-booking', user, { serviceId, start, ...more })).booking
}

const STATE_TABLES = [
  'calendars',
  'professionals',
  'services',
  'weekly_rules',
  'date_hours',
  'time_off',
  'external_busy',
  'activities',
  'blocks',
  'accounts',
  'appointments',
  'bookings',
  'changes',
  'devices',
  'idempotency_keys',
]

/** A digest of everything that commands write but the outbox: it has what `changes` have, and is emptied beside the answers. */
export async function digestOf(backend: Backend): Promise<string> {
  const digests = STATE_TABLES.map(
    (table) => `(select md5(string_agg(t::text, '|' order by t::text)) from ${table} t)`,
  )
  const { rows } = await backend.database.query<{ digest: string }>(
    `select concat_ws(',', ${digests.join(', ')}) as digest`,
  )
  return rows[0]?.digest ?? ''
}

/** One number that a statement selects as `n`. */
export async function count(
  backend: Backend,
  statement: string,
  values: unknown[] = [],
): Promise<number> {
  const { rows } = await backend.database.query<{ n: number }>(statement, values)
  return Number(rows[0]?.n)
}

export interface Raw {
  readonly method?: string
  readonly path: string
  readonly headers?: Record<string, string>
  /** Several parts are sent chunked. */
  readonly body?: string | Buffer | readonly (string | Buffer)[]
}

/** A request as it stands, past everything that fetch would put right. */
export function send(
  { url }: Pick<Backend, 'url'>,
  { method = 'POST', path, headers = {}, body }: Raw,
): Promise<{ status: number; headers: IncomingHttpHeaders; text: string }> {
  return new Promise((resolve, reject) => {
    const request = openRequest(`${url}/${path}`, { method, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(parts).toString(),
        }),
      )
    })
    // The answer may come before all of the body went out.
    request.on('error', (error) => setTimeout(reject, 500, error))
    if (Array.isArray(body)) for (const part of body as (string | Buffer)[]) request.write(part)
    else if (body !== undefined) {
      request.end(body)
      return
    }
    request.end()
  })
}

/** The same as {@link send}, read as an answer. */
export async function ask(backend: Pick<Backend, 'url'>, raw: Raw): Promise<Told> {
  const { status, headers, text } = await send(backend, raw)
  const told = new Headers()
  for (const [name, value] of Object.entries(headers)) told.set(name, String(value))
  return { status, headers: told, body: (text === '' ? {} : JSON.parse(text)) as Body }
}

/** The headers of a JSON request of this account. */
export function jsonOf(user: Pick<User, 'token'> | undefined): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    ...(user && { Authorization: `Bearer ${user.token}` }),
  }
}

async function changeAccount(
  projectId: string,
  action: 'update' | 'delete',
  body: object,
): Promise<void> {
  const { authHost } = inject('parts')
  const url = `http://${authHost}/identitytoolkit.googleapis.com/v1/projects/${projectId}/accounts:${action}`
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: 'Bearer owner' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`the Auth emulator answered ${response.status}`)
}

/** A user whose account is not there any more; their token still is. */
export async function deletedUser(backend: Backend): Promise<User> {
  const user = await backend.user('Dora Deleted')
  await changeAccount(backend.projectId, 'delete', { localId: user.uid })
  return user
}

/** A user whose account was disabled after they signed in. */
export async function disabledUser(backend: Backend): Promise<User> {
  const user = await backend.user('Dirk Disabled')
  await changeAccount(backend.projectId, 'update', { localId: user.uid, disableUser: true })
  return user
}

/** A user whose tokens were revoked after they signed in. */
export async function revokedUser(backend: Backend): Promise<User> {
  const user = await backend.user('Rita Revoked')
  const validSince = String(Math.floor(Date.now() / 1000) + 10)
  await changeAccount(backend.projectId, 'update', { localId: user.uid, validSince })
  return user
}

/** An anonymous account: the emulator makes them for its own project alone, so the token is made here. */
export async function anonymousUser(backend: Backend): Promise<User> {
  const user = await backend.user('Anonymous')
  const firebase = { identities: {}, sign_in_provider: 'anonymous' }
  return { ...user, token: unsignedToken(backend.projectId, user.uid, { firebase }) }
}

/** An account with the claim of an admin. */
export function adminUser(backend: Backend): Promise<User> {
  return backend.user('Adam Admin', { admin: true })
}

/** A page token with another position in it, and the signature that it had. */
export function withPosition(pageToken: string, position: unknown): string {
  const [content = '', signature = ''] = pageToken.split('.')
  const [hash, until] = JSON.parse(Buffer.from(content, 'base64url').toString()) as unknown[]
  const forged = Buffer.from(JSON.stringify([hash, until, position])).toString('base64url')
  return `${forged}.${signature}`
}

/** A clock that stands until it is set. */
export interface Clock {
  now: number
}

/** A backend whose clock is the test's; nothing is pushed to the mirror. */
export async function startClocked(
  start: string,
  options: Parameters<typeof startBackend>[0] = {},
): Promise<{ readonly backend: Backend; readonly clock: Clock }> {
  const clock = { now: Date.parse(start) }
  const backend = await startBackend({ subscribe: false, now: () => clock.now, ...options })
  return { backend, clock }
}
