// Every role at every function: who may, who may not, and in which words.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Reason } from '../../shared/contract/faults/reasons.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'
import { STATUSES } from '../support/statuses.ts'

const ROLES = ['signed out', 'anonymous', 'stranger', 'client', 'owner', 'admin'] as const
type Role = (typeof ROLES)[number]

let backend: Backend
let users: Record<Role, User | undefined>
let made: f.Made
let bookingId: string
let pendingId: string
let starts: string[]

beforeAll(async () => {
  backend = await startBackend({ subscribe: false, config: { upcomingBookings: 1000 } })
  const [anonymous, stranger, client, owner, admin] = await Promise.all([
    f.anonymousUser(backend),
    backend.user('Sam Stranger'),
    backend.user('Carl Client'),
    backend.user('Ana Owner'),
    f.adminUser(backend),
  ])
  users = { 'signed out': undefined, anonymous, stranger, client, owner, admin }
  made = await f.makeProfessional(backend, owner)
  const slots = await f.slotsOf(backend, owner, made, { from: 2, to: 30 })
  starts = slots.map(({ start }) => start)
  const offer = { name: 'Asked for', durationMinutes: 30, approval: 'manual' }
  const { service } = f.granted(await f.post(backend, 'save-service', owner, offer))
  pendingId = (await f.book(backend, client, service.serviceId, nextStart())).bookingId
})
afterAll(() => backend.stop())

const nextStart = () => f.nth(starts.splice(0, 1), 0)

beforeEach(async () => {
  const { client } = users
  if (client) bookingId = (await f.book(backend, client, made.serviceId, nextStart())).bookingId
})

/** What a function is asked about the owner's calendar, or the client's booking. */
interface Asked {
  readonly name: string
  readonly isQuery?: boolean
  readonly fields: () => Record<string, unknown>
  /** What roles are told that may not; whoever is not named may. */
  readonly refused: Partial<Record<Role, Reason>>
}

const SIGNED_IN = { 'signed out': 'unauthenticated', anonymous: 'forbidden' } as const
const OWNER = { ...SIGNED_IN, stranger: 'not-found', client: 'not-found' } as const
/** Of a booking that its client may see. */
const OWNERS = { ...SIGNED_IN, stranger: 'not-found', client: 'forbidden' } as const
const PARTY = { ...SIGNED_IN, stranger: 'not-found' } as const
const ADMIN = {
  ...SIGNED_IN,
  stranger: 'forbidden',
  client: 'forbidden',
  owner: 'forbidden',
} as const
const PRIVILEGED = { ...SIGNED_IN, stranger: 'forbidden', client: 'forbidden' } as const

const professional = () => ({ professionalId: made.professionalId })
const ofService = () => ({ ...professional(), serviceId: made.serviceId })
const range = () => ({ from: f.inDays(backend, 2), to: f.inDays(backend, 3) })

const ASKED: readonly Asked[] = [
  {
    name: 'save-professional',
    fields: () => ({ ...professional(), online: true }),
    refused: OWNER,
  },
  {
    name: 'save-professional',
    fields: () => ({ ownerUid: users.owner?.uid, online: true }),
    refused: ADMIN,
  },
  { name: 'save-service', fields: () => ({ ...ofService(), description: 'x' }), refused: OWNER },
  {
    name: 'save-service',
    // Without the calendar's name it is looked for in the caller's own.
    fields: () => ({ serviceId: made.serviceId, description: 'y' }),
    refused: { ...OWNER, admin: 'not-found' },
  },
  {
    name: 'set-working-hours',
    fields: () => ({ ...professional(), hours: f.everyDay('09:00', '17:00') }),
    refused: OWNER,
  },
  {
    name: 'set-date-hours',
    fields: () => ({ ...professional(), date: '2030-01-01', intervals: [] }),
    refused: OWNER,
  },
  {
    name: 'add-time-off',
    fields: () => ({ ...professional(), startDate: '2030-01-02', endDate: '2030-01-02' }),
    refused: OWNER,
  },
  {
    name: 'set-external-busy',
    fields: () => ({
      ...professional(),
      source: 'other',
      from: '2030-01-03T00:00:00Z',
      to: '2030-01-04T00:00:00Z',
      intervals: [],
    }),
    refused: OWNER,
  },
  {
    name: 'set-activity',
    fields: () => ({ ...professional(), state: 'available', message: 'here' }),
    refused: OWNER,
  },
  {
    name: 'report-progress',
    fields: () => ({ bookingId, step: 'no-show', validateOnly: true }),
    refused: OWNERS,
  },
  {
    name: 'decide-booking',
    fields: () => ({ bookingId: pendingId, decision: 'approve', validateOnly: true }),
    refused: OWNERS,
  },
  {
    name: 'set-block',
    fields: () => ({ ...professional(), email: 'nobody@example.com', blocked: true }),
    refused: OWNER,
  },
  { name: 'list-blocks', isQuery: true, fields: professional, refused: OWNER },
  {
    name: 'explain-availability',
    isQuery: true,
    fields: () => ({ ...ofService(), start: f.inDays(backend, 2) }),
    refused: SIGNED_IN,
  },
  {
    name: 'hold-slot',
    fields: () => ({ serviceId: made.serviceId, start: nextStart() }),
    refused: SIGNED_IN,
  },
  {
    name: 'reschedule-booking',
    fields: () => ({ bookingId, start: nextStart() }),
    refused: PARTY,
  },
  {
    name: 'create-booking',
    fields: () => ({ serviceId: made.serviceId, start: nextStart() }),
    refused: SIGNED_IN,
  },
  {
    name: 'create-booking',
    fields: () => ({ serviceId: made.serviceId, start: nextStart(), override: ['off-grid'] }),
    refused: PRIVILEGED,
  },
  {
    name: 'create-booking',
    fields: () => ({ serviceId: made.serviceId, start: nextStart(), clientUid: users.client?.uid }),
    refused: PRIVILEGED,
  },
  { name: 'cancel-booking', fields: () => ({ bookingId }), refused: PARTY },
  { name: 'get-schedule', isQuery: true, fields: professional, refused: OWNER },
  { name: 'get-professional', isQuery: true, fields: professional, refused: SIGNED_IN },
  {
    name: 'search-availability',
    isQuery: true,
    fields: () => ({ ...ofService(), ...range() }),
    refused: SIGNED_IN,
  },
  {
    name: 'search-availability',
    isQuery: true,
    fields: () => ({ ...ofService(), ...range(), reschedulingBookingId: bookingId }),
    refused: PARTY,
  },
  { name: 'get-booking', isQuery: true, fields: () => ({ bookingId }), refused: PARTY },
  {
    name: 'list-bookings',
    isQuery: true,
    fields: () => ({ as: 'professional', ...professional() }),
    refused: OWNER,
  },
  { name: 'list-bookings', isQuery: true, fields: () => ({ as: 'client' }), refused: SIGNED_IN },
  { name: 'get-account', isQuery: true, fields: () => ({}), refused: SIGNED_IN },
  { name: 'export-account', isQuery: true, fields: () => ({}), refused: SIGNED_IN },
  { name: 'list-changes', isQuery: true, fields: professional, refused: OWNER },
  { name: 'list-professionals', isQuery: true, fields: () => ({}), refused: ADMIN },
  { name: 'search-professionals', isQuery: true, fields: () => ({}), refused: SIGNED_IN },
]

const call = (at: Backend, { name, isQuery, fields }: Asked, role: Role) =>
  isQuery
    ? f.get(at, name, users[role], fields() as Record<string, string>)
    : f.post(at, name, users[role], fields())

describe.each(ASKED)('$name', (asked) => {
  const named = Object.keys(asked.refused)

  it.each(ROLES.filter((role) => named.includes(role)))('refuses whoever is %s', async (role) => {
    const digest = await f.digestOf(backend)
    const reason = asked.refused[role] ?? 'internal'
    f.expectProblem(await call(backend, asked, role), reason)
    const callable = await f.post(backend, asked.name, users[role], { data: asked.fields() })
    const [http, status] = STATUSES[reason]
    expect([callable.status, callable.body.error.status]).toEqual([http, status])
    expect(await f.digestOf(backend)).toBe(digest)
  })

  it.each(ROLES.filter((role) => !named.includes(role)))('serves whoever is %s', async (role) => {
    f.granted(await call(backend, asked, role))
  })
})

describe('what is another’s', () => {
  it('is told apart from what is not there by nothing', async () => {
    const nobody = '018f0000-0000-7000-8000-000000000000'
    const { stranger } = users
    const words = async (name: string, fields: Record<string, string>, id: string) => {
      const told = /^(get|list)-/.test(name)
        ? await f.get(backend, name, stranger, fields)
        : await f.post(backend, name, stranger, fields)
      const { requestId: _, ...rest } = f.expectProblem(told, 'not-found')
      return JSON.stringify(rest).replaceAll(id, 'ID')
    }
    for (const [name, field, theirs] of [
      ['get-booking', 'bookingId', bookingId],
      ['cancel-booking', 'bookingId', bookingId],
      ['get-schedule', 'professionalId', made.professionalId],
      ['list-changes', 'professionalId', made.professionalId],
      ['save-professional', 'professionalId', made.professionalId],
      ['save-service', 'professionalId', made.professionalId],
      ['save-service', 'serviceId', made.serviceId],
    ] as const)
      expect(await words(name, { [field]: theirs }, theirs), name).toBe(
        await words(name, { [field]: nobody }, nobody),
      )
  })
})

describe('where anonymous accounts may read', () => {
  it('they query, and still command nothing', async () => {
    const config = { allowsAnonymousReads: true }
    const { projectId } = backend
    const open = await startBackend({ subscribe: false, projectId, config })
    try {
      const { anonymous } = users
      const theirs = await f.makeProfessional(open, await open.user('Olga Open'))
      const { professionalId, serviceId } = theirs
      f.granted(await f.get(open, 'get-professional', anonymous, { professionalId }))
      const query = { professionalId, serviceId, ...range() }
      const { slots } = f.granted(await f.get(open, 'search-availability', anonymous, query))
      f.granted(await f.get(open, 'list-bookings', anonymous, { as: 'client' }))
      f.granted(await f.get(open, 'search-professionals', anonymous))
      f.granted(await f.get(open, 'get-account', anonymous))
      const data = { serviceId, start: f.nth(slots, 0).start }
      f.expectProblem(await f.post(open, 'create-booking', anonymous, data), 'forbidden')
      f.expectProblem(
        await f.post(open, 'save-professional', anonymous, { name: 'A', timeZone: 'UTC' }),
        'forbidden',
      )
      f.expectProblem(await f.get(open, 'get-schedule', anonymous, { professionalId }), 'not-found')
      f.expectProblem(await f.get(open, 'list-changes', anonymous, { professionalId }), 'not-found')
      f.expectProblem(await f.get(open, 'list-professionals', anonymous), 'forbidden')
      f.expectProblem(await f.get(open, 'get-account', undefined), 'unauthenticated')
    } finally {
      await open.stop()
    }
  })
})

describe('the claim of an admin', () => {
  it('counts only as true, and only in a token', async () => {
    for (const claims of [{ admin: 'true' }, { admin: 1 }, { Admin: true }, {}]) {
      const user = await backend.user('Almost Admin', claims)
      const { professionalId } = made
      f.expectProblem(await f.get(backend, 'get-schedule', user, { professionalId }), 'not-found')
    }
  })
})
