// Everybody asks everything: the table of test/support/authorization.ts, cell by cell, over the real parts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FunctionName, manifest } from '../../functions/manifest.ts'
import { makeLinkToken } from '../../shared/identity/link-token.ts'
import { matrix, ROLES, type Role, type Row, type Things } from '../support/authorization.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'

const HOUR = 3_600_000
const KEYS = ['the-key-of-all-links-which-is-no-secret-either']

let backend: Backend
let users: Readonly<Record<Role, User | undefined>>
let made: f.Made
let requested: f.Made
let guestBookingId: string
let timeOffId: string
let taken = 0
/** For all that leave them as they are. */
let shared: Things | undefined

const startOfNext = () => new Date(Math.ceil(Date.now() / HOUR + 2 + taken++) * HOUR).toISOString()

beforeAll(async () => {
  backend = await startBackend({
    subscribe: false,
    config: { linkKeys: KEYS, upcomingBookings: 1_000 },
  })
  const owner = await backend.user('Olga Owner')
  const otherOwner = await backend.user('Otto Owner')
  const client = await backend.user('Carla Client')
  const hours = f.everyDay('00:00', '24:00')
  made = await f.makeProfessional(backend, owner, { hours, service: { durationMinutes: 60 } })
  await f.makeProfessional(backend, otherOwner, { hours })
  const manual = { name: 'On request', durationMinutes: 60, approval: 'manual' }
  const { service } = f.granted(await f.post(backend, 'save-service', owner, manual))
  requested = { ...made, serviceId: service.serviceId }
  const off = { startDate: '2031-01-01', endDate: '2031-01-01' }
  const { timeOff } = f.granted(await f.post(backend, 'add-time-off', owner, off))
  timeOffId = timeOff.timeOffId
  const guest = { client: { name: 'Gus', email: 'gus@example.com' } }
  guestBookingId = (await f.book(backend, owner, made.serviceId, startOfNext(), guest)).bookingId
  users = {
    nobody: undefined,
    forged: { ...client, token: `${client.token.split('.').slice(0, 1).join('.')}.e30.` },
    anonymous: await f.anonymousUser(backend),
    client,
    'other client': await backend.user('Claus Client'),
    owner,
    'other owner': otherOwner,
    admin: await f.adminUser(backend),
    disabled: await f.disabledUser(backend),
    revoked: await f.revokedUser(backend),
  }
})
afterAll(() => backend.stop())

/** Things of which nothing was changed yet. */
async function things(): Promise<Things> {
  const { client } = users
  if (!client) throw new Error('nobody is there')
  const book = (serviceId: string) => f.book(backend, client, serviceId, startOfNext())
  const { bookingId, start } = await book(made.serviceId)
  const other = await backend.user('Oda Other')
  const later = Date.now() + 24 * HOUR
  return {
    professionalId: made.professionalId,
    serviceId: made.serviceId,
    timeOffId,
    start: startOfNext(),
    bookingId,
    late: new Date(Date.parse(start) + 600_000).toISOString(),
    requestId: (await book(requested.serviceId)).bookingId,
    clientUid: client.uid,
    otherUid: other.uid,
    guestToken: makeLinkToken(KEYS, 'guest-booking', guestBookingId, later),
    unsubscribeToken: makeLinkToken(KEYS, 'unsubscribe-account', client.uid, later),
  }
}

async function ask(name: FunctionName, row: Row, user: User | undefined): Promise<string> {
  const input = row.input(row.uses ? await things() : (shared ??= await things()))
  const { room } = manifest[name]
  const { status, body } =
    room === 'queries'
      ? await f.get(backend, name, user, input as Record<string, string>)
      : await f.post(backend, name, user, input)
  return status === 200 ? 'ok' : body.reason
}

const rows = Object.entries(matrix).flatMap(([name, of]) =>
  of === 'platform' ? [] : of.map((row) => ({ name: name as FunctionName, row })),
)

it('has a row of every function that people call, and none of those that the platform calls', () => {
  for (const [name, { caller }] of Object.entries(manifest)) {
    const of = matrix[name as FunctionName]
    expect({ name, isPlatform: of === 'platform' }).toEqual({
      name,
      isPlatform: caller === 'platform',
    })
    expect(of.length, name).toBeGreaterThan(0)
  }
})

describe.each(rows)('$name $row.asks', ({ name, row }) => {
  it('is answered to those who may, and to nobody else', async () => {
    const told: Record<string, string> = {}
    for (const role of ROLES) told[role] = await ask(name, row, users[role])
    expect(told).toEqual(row.verdicts)
  })
})
