// Every field wrong in turn, and every way to break a request: the reason, the field named, nothing written.
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reason } from '../../shared/contract/faults/reasons.ts'
import { unsignedToken } from '../../dev/parts/unsigned-token.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import * as f from '../support/fixtures.ts'
import type { User } from '../support/users.ts'
import { isLong } from '../support/long.ts'
import { STATUSES } from '../support/statuses.ts'

type Fields = Readonly<Record<string, unknown>>

let backend: Backend
let owner: User
let client: User
let admin: User
let made: f.Made
let others: f.Made
let bookingId: string
let start: string
let digest: string

beforeAll(async () => {
  backend = await startBackend({ subscribe: false })
  ;[owner, client, admin] = await Promise.all([
    backend.user('Ana Owner'),
    backend.user('Carl Client'),
    f.adminUser(backend),
  ])
  made = await f.makeProfessional(backend, owner)
  others = await f.makeProfessional(backend, await backend.user('Otto Other'))
  const slots = await f.slotsOf(backend, client, made)
  bookingId = (await f.book(backend, client, made.serviceId, f.nth(slots, 0).start)).bookingId
  start = f.nth(slots, 3).start
  digest = await f.digestOf(backend)
})
afterAll(() => backend.stop())

const COMMANDS = [
  'save-professional',
  'save-service',
  'set-working-hours',
  'create-booking',
  'cancel-booking',
  'hold-slot',
  'reschedule-booking',
  'decide-booking',
  'report-progress',
  'set-activity',
  'set-block',
] as const
const QUERIES = [
  'get-schedule',
  'get-professional',
  'search-availability',
  'get-booking',
  'list-bookings',
  'get-account',
  'export-account',
  'explain-availability',
  'list-changes',
  'list-blocks',
  'list-professionals',
  'search-professionals',
] as const
type Name = (typeof COMMANDS)[number] | (typeof QUERIES)[number]
/** Commands that cannot be rehearsed. */
const WRITING: readonly Name[] = [
  'create-booking',
  'cancel-booking',
  'hold-slot',
  'reschedule-booking',
  'set-block',
  // Only what is pending is decided on, and this one is not.
  'decide-booking',
]
const NAMES: readonly Name[] = [...COMMANDS, ...QUERIES]
const isQuery = (name: Name) => (QUERIES as readonly string[]).includes(name)

const encoded = (text: string) => Buffer.from(text).toString('base64url')
const JWT_HEADER = encoded('{"alg":"RS256","typ":"JWT","kid":"any"}')

const MONDAY = { weekday: 1, start: '09:00', end: '12:00' }

/** Whose request it is, and one that would be carried out. */
function rightRequest(name: Name): { readonly user: User; readonly fields: Fields } {
  const range = { from: f.inDays(backend, 1), to: f.inDays(backend, 2) }
  const { professionalId, serviceId } = made
  switch (name) {
    case 'save-professional':
      return { user: owner, fields: { validateOnly: true } }
    case 'save-service':
      return { user: owner, fields: { name: 'Cut', durationMinutes: 30, validateOnly: true } }
    case 'set-working-hours':
      return { user: owner, fields: { hours: [MONDAY], validateOnly: true } }
    case 'create-booking':
      return { user: client, fields: { serviceId, start } }
    case 'cancel-booking':
      return { user: client, fields: { bookingId } }
    case 'hold-slot':
      return { user: client, fields: { serviceId, start } }
    case 'reschedule-booking':
      return { user: client, fields: { bookingId, start } }
    case 'decide-booking':
      return { user: owner, fields: { bookingId, decision: 'approve', validateOnly: true } }
    case 'report-progress':
      return { user: owner, fields: { bookingId, step: 'no-show', validateOnly: true } }
    case 'set-activity':
      return { user: owner, fields: { state: 'available', validateOnly: true } }
    case 'get-schedule':
      return { user: owner, fields: {} }
    case 'get-professional':
      return { user: client, fields: { professionalId } }
    case 'search-availability':
      return { user: client, fields: { professionalId, serviceId, ...range } }
    case 'get-booking':
      return { user: client, fields: { bookingId } }
    case 'list-bookings':
      return { user: client, fields: { as: 'client' } }
    case 'get-account':
    case 'export-account':
      return { user: client, fields: {} }
    case 'explain-availability':
      return { user: client, fields: { serviceId, start } }
    case 'set-block':
      return { user: owner, fields: { email: 'nobody@example.com', blocked: true } }
    case 'list-blocks':
      return { user: owner, fields: {} }
    case 'list-changes':
      return { user: owner, fields: {} }
    case 'list-professionals':
      return { user: admin, fields: {} }
    case 'search-professionals':
      return { user: client, fields: {} }
  }
}

const MISSING = Symbol('missing')
const long = (length: number) => 'x'.repeat(length)

/** A field and the values that are wrong for it; `at` where the error lies deeper than the field. */
interface Wrong {
  readonly field: string
  readonly values: readonly unknown[]
  readonly at?: string
}
const wrong = (field: string, values: readonly unknown[], at?: string): Wrong => ({
  field,
  values,
  ...(at !== undefined && { at }),
})

const ID = ['nope', 5, '', '018f0000-0000-7000-8000-00000000000g']
const BROKEN_TEXT = ['a\u0000b', '\ud800']
const TEXT = ['', '   ', '\u3164', 5, false, ['a'], ...BROKEN_TEXT]
/** Two texts where one is asked for; in a query string, a number is a text. */
const SEVERAL = [['a', 'b']]
const ZONES = ['Mars/Olympus', '+02:00', '', 'Europe', 'Europe/Berlin\u0000', 5]
const INSTANTS = [
  'tomorrow',
  '2026-02-30T10:00:00Z',
  '2026-11-23',
  '2026-11-23T10:00:00',
  '2026-11-23 10:00:00Z',
  '2026-11-23T24:00:00Z',
  '2026-11-23T10:00:00+25:00',
  1_795_000_000,
  '',
]
const DATES = ['2026-02-30', '2026-2-3', '2027-02-29', '2026-13-01', '20261123', 'today', 5]

function hours(field: string, value: object, at: string): Wrong {
  return wrong(field, [[{ ...MONDAY, ...value }]], `${field}.0.${at}`)
}
const WEEKLY: readonly Wrong[] = [
  wrong('hours', ['mornings', 5, {}]),
  wrong('hours', [['09:00']], 'hours.0'),
  ...[0, 8, 1.5, '1', null].map((weekday) => hours('hours', { weekday }, 'weekday')),
  ...['24:00', '9:00', '09:60', '09:00:00', 9, null].map((at) =>
    hours('hours', { start: at }, 'start'),
  ),
  ...['24:30', '25:00', '12', 12, ''].map((at) => hours('hours', { end: at }, 'end')),
  hours('hours', { start: '09:00', end: '09:00' }, 'end'),
  hours('hours', { start: '00:00', end: '00:00' }, 'end'),
  hours('hours', { from: '09:00' }, 'from'),
  wrong(
    'hours',
    [Array.from({ length: 13 }, (_, i) => ({ weekday: 3, start: `0${i % 10}:00`, end: '23:00' }))],
    'hours.12',
  ),
]

/** Limits per client under a field, as the whole body around them has them. */
const perClientOf = (at: string, within: (perClient: object) => object): readonly Wrong[] => {
  const [field = ''] = at.split('.')
  const bad = (rule: string, values: readonly unknown[]) =>
    values.map((value) => {
      const body: Record<string, unknown> = { ...within({ [rule]: value }) }
      return wrong(field, [body[field]], `${at}.${rule}`)
    })
  return [
    ...bad('maxUpcoming', [0, 1001, 1.5, '2']),
    ...bad('maxPerDay', [0, 1001]),
    ...bad('maxPerWeek', [0, 1001]),
    ...bad('maxPerMonth', [5]),
  ]
}

const POLICY: readonly Wrong[] = [
  ...[4, 1441, 7.5, '30'].map((value) => ['slotStepMinutes', value] as const),
  ...[-1, 525_601, null, '0'].map((value) => ['minNoticeMinutes', value] as const),
  ...[-1, 731, null, 1.5].map((value) => ['horizonDays', value] as const),
  ...[0, 1001, '5'].map((value) => ['maxBookingsPerDay', value] as const),
  ...[0, 1001].map((value) => ['maxBookingsPerWeek', value] as const),
  ...[0, 1441].map((value) => ['maxMinutesPerDay', value] as const),
  ...[-1, 525_601, null].map((value) => ['cancelNoticeMinutes', value] as const),
  ...[-1, 525_601, null].map((value) => ['rescheduleNoticeMinutes', value] as const),
  ...[0, 8, null, 'Monday'].map((value) => ['weekStartsOn', value] as const),
  ...[1, 'yes', null].map((value) => ['requireVerified', value] as const),
  ...[5, 'none', [1]].map((value) => ['perClient', value] as const),
  ['minNotice', 5] as const,
].map(([rule, value]) => wrong('policy', [{ [rule]: value }], `policy.${rule}`))

const WRONG: Readonly<Record<Name, readonly Wrong[]>> = {
  'save-professional': [
    wrong('professionalId', ID),
    wrong('name', [...TEXT, null, long(101)]),
    wrong('timeZone', [...ZONES, null]),
    wrong('headline', [5, false, long(141), ...BROKEN_TEXT]),
    wrong('about', [long(4001), ...BROKEN_TEXT]),
    wrong('photoUrl', [
      'javascript:alert(1)',
      'photo.png',
      5,
      '',
      'https://a.example/\u0000',
      long(2001),
    ]),
    wrong('location', ['Berlin', 5]),
    wrong(
      'location',
      [{}, { address: 5 }, { address: '' }, { address: 'a\u0000' }],
      'location.address',
    ),
    wrong('location', [{ address: 'x', latitude: 91, longitude: 0 }], 'location.latitude'),
    wrong('location', [{ address: 'x', latitude: 0, longitude: -181 }], 'location.longitude'),
    wrong('location', [{ address: 'x', latitude: 1 }], 'location.longitude'),
    wrong('location', [{ address: 'x', longitude: 1 }], 'location.latitude'),
    wrong('location', [{ address: 'x', city: 'y' }], 'location.city'),
    wrong('online', ['yes', 1]),
    wrong('contact', ['+49 30 901820', 5, []]),
    wrong('contact', [{ email: 'olga' }, { email: 5 }], 'contact.email'),
    wrong('contact', [{ phone: long(41) }, { phone: 'a\u0000' }], 'contact.phone'),
    wrong('contact', [{ fax: '1' }], 'contact.fax'),
    wrong('specialties', ['hair', null, Array.from({ length: 21 }, (_, i) => `s${i}`)]),
    wrong('specialties', [[long(61)], [5], [''], ['a\u0000']], 'specialties.0'),
    wrong('active', ['true', 1, null]),
    wrong('policy', [null, 5, []]),
    ...POLICY,
    ...perClientOf('policy.perClient', (perClient) => ({ policy: { perClient } })),
    wrong('validateOnly', ['yes', null]),
    wrong('colour', ['red']),
    wrong('revision', [1]),
  ],
  'save-service': [
    wrong('professionalId', ID),
    wrong('serviceId', ID),
    wrong('name', [...TEXT, null, long(101), MISSING]),
    wrong('description', [long(4001), 5]),
    wrong('durationMinutes', [4, 1441, '30', 30.5, null, MISSING, 1e21]),
    wrong('bufferBeforeMinutes', [-1, 481, null]),
    wrong('bufferAfterMinutes', [-1, 481, null]),
    wrong('capacity', [0, 501, null, '2']),
    ...WEEKLY,
    wrong('slotStepMinutes', [4, 1441]),
    wrong('minNoticeMinutes', [-1, 525_601]),
    wrong('horizonDays', [-1, 731]),
    wrong('perClient', [5, 'none', []]),
    ...perClientOf('perClient', (perClient) => ({ perClient })),
    wrong('approval', ['maybe', null, true]),
    wrong('price', [5, '5 EUR']),
    wrong('price', [{ amountMinor: -1, currency: 'EUR' }], 'price.amountMinor'),
    wrong('price', [{ amountMinor: 1, currency: 'eur' }, { amountMinor: 1 }], 'price.currency'),
    wrong('active', ['no', null]),
    wrong('validateOnly', [1]),
    wrong('colour', ['red']),
  ],
  'set-working-hours': [
    wrong('professionalId', ID),
    wrong('hours', [MISSING]),
    ...WEEKLY,
    wrong('effectiveFrom', [...DATES, null, '2026-11-23T00:00:00Z']),
    wrong('validateOnly', ['true']),
    wrong('days', [[]]),
  ],
  'create-booking': [
    wrong('serviceId', [...ID, MISSING, null]),
    wrong('start', [...INSTANTS, MISSING, null]),
    wrong('seats', [0, 501, 1.5, '1', null]),
    wrong('note', [long(1001), 5, ...BROKEN_TEXT]),
    wrong('client', ['Carl', 5, null]),
    wrong(
      'client',
      [{ name: '' }, { name: '\u3164' }, { name: 5 }, { name: long(101) }],
      'client.name',
    ),
    wrong(
      'client',
      [
        { email: 'nope' },
        { email: `${long(250)}@a.example` },
        { email: 'an\u200bna@example.org' },
        { email: 'a@example.org\nb@example.org' },
        { email: 'Carl <carl@example.org>' },
      ],
      'client.email',
    ),
    wrong('client', [{ phone: long(41) }, { phone: '\ud800' }], 'client.phone'),
    wrong('client', [{ uid: 'x' }], 'client.uid'),
    wrong('clientUid', ['', 'a/b', '.', '..', '__all__', 5, long(129), ...BROKEN_TEXT]),
    wrong('timeZone', ZONES),
    wrong('override', ['off-grid', null]),
    wrong('override', [['magic'], ['slot-taken'], [5]], 'override.0'),
    wrong('holdId', ID),
    wrong('idempotencyKey', ['', 5, long(256), null, ...BROKEN_TEXT]),
    wrong('end', ['2026-11-23T10:00:00Z']),
  ],
  'cancel-booking': [
    wrong('bookingId', [...ID, MISSING, null]),
    wrong('reason', [long(1001), 5, ...BROKEN_TEXT]),
    wrong('version', [0, '1', 1.5, null, 1e21]),
    wrong('force', [true]),
  ],
  'hold-slot': [
    wrong('serviceId', [...ID, MISSING, null]),
    wrong('start', [...INSTANTS, MISSING, null]),
    wrong('seats', [0, 501, 1.5, '1', null]),
    wrong('holdMinutes', [0, 16, 1.5, '10', null]),
    wrong('client', [{ name: 'Carl' }]),
  ],
  'reschedule-booking': [
    wrong('bookingId', [...ID, MISSING, null]),
    wrong('start', [...INSTANTS, MISSING, null]),
    wrong('version', [0, '1', 1.5, null, 1e21]),
    wrong('override', [['magic'], ['slot-taken'], [5]], 'override.0'),
    wrong('seats', [2]),
  ],
  'decide-booking': [
    wrong('professionalId', ID),
    wrong('bookingId', [...ID, MISSING, null]),
    wrong('decision', ['maybe', MISSING, null, true]),
    wrong('reason', [long(1001), 5, ...BROKEN_TEXT]),
    wrong('validateOnly', ['yes', null]),
    wrong('status', ['confirmed']),
  ],
  'report-progress': [
    wrong('professionalId', ID),
    wrong('bookingId', [...ID, MISSING, null]),
    wrong('step', ['late', MISSING, null, 5]),
    wrong('expectedStart', [...INSTANTS, '2027-01-01T00:00:00Z']),
    wrong('expectedEnd', [...INSTANTS, '2027-01-01T00:00:00Z']),
    wrong('validateOnly', ['yes', null]),
    wrong('minutes', [20]),
  ],
  'set-activity': [
    wrong('professionalId', ID),
    wrong('state', ['in-session', 'off', MISSING, null, 5]),
    wrong('until', [...INSTANTS, '2027-01-01T00:00:00Z']),
    wrong('message', [long(141), 5, ...BROKEN_TEXT]),
    wrong('validateOnly', ['yes', null]),
    wrong('since', ['2027-01-01T00:00:00Z']),
  ],
  'explain-availability': [
    wrong('professionalId', ID),
    wrong('serviceId', [...ID, MISSING]),
    wrong('start', [...INSTANTS, MISSING]),
    wrong('seats', [0, 501, 1.5, 'two']),
    wrong('override', [['off-grid']]),
  ],
  'get-schedule': [
    wrong('professionalId', ID),
    wrong('from', INSTANTS),
    wrong('to', INSTANTS),
    wrong('to', ['2020-01-01T00:00:00Z']),
    wrong('pageSize', [5]),
  ],
  'get-professional': [wrong('professionalId', [...ID, MISSING]), wrong('services', [true])],
  'search-availability': [
    wrong('professionalId', [...ID, MISSING]),
    wrong('serviceId', [...ID, MISSING]),
    wrong('from', [...INSTANTS, MISSING]),
    wrong('to', [...INSTANTS, MISSING, '2020-01-01T00:00:00Z', '2099-01-01T00:00:00Z']),
    wrong('seats', [0, 501, 1.5, 'two']),
    wrong('reschedulingBookingId', ID),
    wrong('timeZone', ZONES),
    wrong('date', ['2026-11-23']),
  ],
  'get-booking': [wrong('bookingId', [...ID, MISSING]), wrong('history', [true])],
  'list-bookings': [
    wrong('as', ['owner', MISSING]),
    wrong('professionalId', ID),
    wrong('from', INSTANTS),
    wrong('to', INSTANTS),
    wrong('status', [['done'], ['confirmed ']], 'status.0'),
    wrong('order', ['up']),
    wrong('pageSize', [0, 101, 'all', 2.5]),
    wrong('pageToken', ['nonsense', 'W10', '\u0000', long(1001)]),
    wrong('page', [2]),
  ],
  'get-account': [wrong('uid', ['x']), wrong('account', [5])],
  'export-account': [
    wrong('uid', ['x']),
    wrong('pageSize', [5]),
    wrong('pageToken', ['nonsense', 'W10', '\u0000', long(1001)]),
  ],
  'set-block': [
    wrong('professionalId', ID),
    wrong('email', ['nobody', 5, null]),
    wrong('email', [MISSING], 'clientUid'),
    wrong('clientUid', ['a/b', '', 5]),
    wrong('phone', ['5'], 'phone'),
    wrong('blocked', [MISSING, 'yes', null]),
    wrong('note', [long(1001), 5, ...BROKEN_TEXT]),
    wrong('validateOnly', [true]),
    wrong('name', ['Nobody']),
  ],
  'list-blocks': [
    wrong('professionalId', ['nope', ...SEVERAL]),
    wrong('pageSize', ['0', '101', 'many']),
    wrong('email', ['a@example.com']),
  ],
  'list-changes': [
    wrong('professionalId', ID),
    wrong('afterRevision', [-1, 1.5, 'first', 1e21]),
    wrong('pageSize', [0, 101, 'all', 2.5]),
    wrong('pageToken', ['nonsense', 'W10', '\u0000', long(1001)]),
    wrong('since', [5]),
  ],
  'list-professionals': [
    wrong('active', ['yes', 1, null]),
    wrong('text', [...SEVERAL, long(201), 'a\u0000b']),
    wrong('pageSize', [0, 101, 'all', 2.5]),
    wrong('pageToken', ['nonsense', 'W10', '\u0000', long(1001)]),
    wrong('name', ['Ana']),
  ],
  'search-professionals': [
    wrong('specialty', [...SEVERAL, '', '   ', long(61), 'a\u0000b']),
    wrong('text', [...SEVERAL, long(201), 'a\u0000b']),
    wrong('durationMinutes', [4, 1441, 30.5, 'long']),
    wrong('from', INSTANTS),
    wrong('to', [...INSTANTS, '2099-01-01T00:00:00Z']),
    wrong('availableNow', ['yes', 1, null]),
    wrong('pageSize', [0, 101, 'all', 2.5]),
    wrong('pageToken', ['nonsense', 'W10', '\u0000', long(1001)]),
    wrong('seats', [2]),
  ],
}

function withField(fields: Fields, field: string, value: unknown): Fields {
  const { [field]: _, ...rest } = fields
  return value === MISSING ? rest : { ...rest, [field]: value }
}

/** What of a value the message must show. */
function shown(value: unknown, path: string, field: string): string {
  let inner = value
  for (const key of path.split('.').slice(field.split('.').length))
    inner = (inner as Record<string, unknown> | undefined)?.[key]
  return inner === undefined || inner === MISSING
    ? ''
    : JSON.stringify(inner).slice(0, 20).replace(/"$/, '')
}

/** What is said of tokens that were good once. */
const SAID: Readonly<Record<string, string>> = {
  expired: 'the ID token has expired',
  'of a deleted account': 'the account does not exist',
  'of a disabled account': 'the account is disabled',
  revoked: 'the ID token was revoked',
}

/** A refusal that wrote nothing. */
async function expectRefused(told: f.Told, reason: Reason): Promise<f.Body> {
  const body = f.expectProblem(told, reason)
  await expectUntouched()
  return body
}

async function expectUntouched(): Promise<void> {
  const before = digest
  digest = await f.digestOf(backend) // so that one that writes fails alone
  expect(digest, 'something was written').toBe(before)
}

function expectNamed(errors: f.Body['errors'], path: string, value: string): void {
  const named = errors.find((error) => error.path === path)
  expect(named, JSON.stringify(errors)).toBeDefined()
  const { message = '' } = named ?? {}
  expect(message.length).toBeGreaterThan(0)
  const speaksForItself = /known field|token|U\+0000/.test(message)
  expect(message).toContain(speaksForItself ? '' : value)
}

describe.each(NAMES)('%s', (name) => {
  const cases = WRONG[name].flatMap(({ field, values, at = field }) =>
    values.map((value) => ({
      field,
      value,
      at,
      title: `${at}: ${value === MISSING ? 'missing' : JSON.stringify(value).slice(0, 60)}`,
    })),
  )

  it('carries out the request that all the wrong ones below are made from', async () => {
    if (WRITING.includes(name)) return
    const { user, fields } = rightRequest(name)
    f.granted(await f.post(backend, name, user, { data: fields }))
    await expectUntouched()
  })

  // Shortly, every third: the attack of every run tries thousands of others.
  it.each(cases.filter((_, index) => isLong || index % 3 === 0))(
    'refuses $title',
    async ({ field, value, at }) => {
      const { user, fields } = rightRequest(name)
      const broken = withField(fields, field, value)
      const called = await f.post(backend, name, user, { data: broken })
      const [http, status] = STATUSES['invalid-request']
      expect(called.status, JSON.stringify(called.body)).toBe(http)
      expect(called.body.error).toMatchObject({ status, details: { reason: 'invalid-request' } })
      expectNamed(called.body.error.details.errors, at, shown(value, at, field))
      if (!isQuery(name)) {
        const { errors } = await expectRefused(
          await f.post(backend, name, user, broken),
          'invalid-request',
        )
        expectNamed(errors, at, shown(value, at, field))
        return
      }
      const text = Object.entries(broken).map(([key, one]) => [
        key,
        Array.isArray(one) ? one.map(String) : String(one),
      ])
      const query = Object.fromEntries(text) as Record<string, string | string[]>
      const { errors } = await expectRefused(
        await f.get(backend, name, user, query),
        'invalid-request',
      )
      expectNamed(errors, at, '')
    },
  )

  it('names every field that is wrong, not the first alone', async () => {
    const { user, fields } = rightRequest(name)
    const broken = { ...fields, first: 1, second: 2 }
    const { body } = await f.post(backend, name, user, { data: broken })
    const paths = body.error.details.errors.map(({ path }) => path)
    expect(paths).toEqual(expect.arrayContaining(['first', 'second']))
  })

  it('names the keys that every object has', async () => {
    const { user, fields } = rightRequest(name)
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const text = JSON.stringify({ data: { ...fields, KEY: { admin: true } } }).replace('KEY', key)
      const { body } = await f.post(backend, name, user, text)
      expect(body.error?.details.errors, text).toEqual([
        { path: key, message: 'is not a known field' },
      ])
      if (!isQuery(name)) continue
      const query = { ...(fields as Record<string, string>) }
      const search = new URLSearchParams(query)
      search.append(key, 'x')
      const told = await f.ask(backend, {
        method: 'GET',
        path: `${name}?${search.toString()}`,
        headers: f.jsonOf(user),
      })
      const { errors } = await expectRefused(told, 'invalid-request')
      expect(errors).toEqual([{ path: key, message: 'is not a known field' }])
    }
  })

  it('survives JSON that is nested deeper than any stack', async () => {
    const { user, fields } = rightRequest(name)
    const field = Object.keys(fields)[0] ?? 'deep'
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`
    const text = JSON.stringify({ ...fields, [field]: 'DEEP' }).replace('"DEEP"', deep)
    const called = await f.post(backend, name, user, `{"data":${text}}`)
    expect(called.status, JSON.stringify(called.body)).toBe(400)
    expect(called.body.error.details.reason).toBe('invalid-request')
    if (!isQuery(name))
      await expectRefused(await f.post(backend, name, user, text), 'invalid-request')
  })

  describe('refuses a body that is', () => {
    const plain = (headers: Record<string, string>, body?: f.Raw['body']) => {
      const { user } = rightRequest(name)
      const all = { ...f.jsonOf(user), ...headers }
      return f.ask(backend, { path: name, headers: all, ...(body !== undefined && { body }) })
    }

    it.each<[string, Record<string, string>, f.Raw['body'], Reason]>([
      ['broken JSON', {}, '{"name": ', 'invalid-request'],
      ['no JSON at all', {}, 'name=Ana', 'invalid-request'],
      ['two documents', {}, '{}{}', 'invalid-request'],
      [
        'not UTF-8',
        {},
        Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
        'invalid-request',
      ],
      ['1 MB', {}, JSON.stringify({ note: long(1_000_000) }), 'payload-too-large'],
      ['1 MB in chunks', {}, Array.from({ length: 64 }, () => long(16_384)), 'payload-too-large'],
      ['one byte over 64 KiB', {}, JSON.stringify({ x: long(65_536 - 7) }), 'payload-too-large'],
      ['zipped', { 'Content-Encoding': 'gzip' }, gzipSync('{}'), 'unsupported-media-type'],
      ['plain text', { 'Content-Type': 'text/plain' }, '{}', 'unsupported-media-type'],
      [
        'a form',
        { 'Content-Type': 'application/x-www-form-urlencoded' },
        'a=1',
        'unsupported-media-type',
      ],
      [
        'of a type like JSON',
        { 'Content-Type': 'application/jsonp' },
        '{}',
        'unsupported-media-type',
      ],
      [
        'multipart',
        { 'Content-Type': 'multipart/form-data; boundary=x' },
        '--x--',
        'unsupported-media-type',
      ],
    ])('%s', async (_, headers, body, reason) => {
      await expectRefused(await plain(headers, body), reason)
    })

    it.each<[string, string]>([
      ['an array', '[]'],
      ['a number', '5'],
      ['null', 'null'],
      ['text', '"{}"'],
      ['an array as data', '{"data":[]}'],
      ['a number as data', '{"data":5}'],
      ['data and more', '{"data":{},"more":1}'],
    ])('%s', async (_, body) => {
      await expectRefused(
        await plain({}, body),
        isQuery(name) ? 'method-not-allowed' : 'invalid-request',
      )
    })

    it('of another @type', async () => {
      for (const type of ['type.googleapis.com/google.protobuf.StringValue', 'x', 5, null]) {
        const told = await plain(
          {},
          JSON.stringify({ data: { seats: { '@type': type, value: '1' } } }),
        )
        expect(told.status).toBe(400)
        expect(told.body.error.details.errors).toMatchObject([{ path: 'seats' }])
      }
      await expectUntouched()
    })
  })

  it('reads a body of exactly 64 KiB', async () => {
    const { user } = rightRequest(name)
    const head = '{"data":{"padding":"'
    const body = `${head}${long(65_536 - head.length - 3)}"}}`
    expect(Buffer.byteLength(body)).toBe(65_536)
    const told = await f.ask(backend, { path: name, headers: f.jsonOf(user), body })
    expect(told.body.error.details.errors).toContainEqual({
      path: 'padding',
      message: 'is not a known field',
    })
  })

  it('refuses other methods, and says which there are', async () => {
    const { user } = rightRequest(name)
    const methods = isQuery(name) ? ['PUT', 'PATCH', 'DELETE'] : ['PUT', 'PATCH', 'DELETE', 'GET']
    for (const method of methods) {
      const told = await f.ask(backend, { method, path: name, headers: f.jsonOf(user) })
      await expectRefused(told, 'method-not-allowed')
      expect(told.headers.get('Allow')).toBe(
        isQuery(name) ? 'GET, HEAD, POST, OPTIONS' : 'POST, OPTIONS',
      )
    }
    const head = await f.send(backend, { method: 'HEAD', path: name, headers: f.jsonOf(user) })
    expect([head.status === 405, head.text]).toEqual([!isQuery(name), ''])
    if (isQuery(name)) {
      await expectRefused(await f.post(backend, name, user, {}), 'method-not-allowed')
      await expectRefused(
        await f.ask(backend, { path: name, headers: f.jsonOf(user) }),
        'method-not-allowed',
      )
    }
  })

  it('refuses whoever does not prove who they are', async () => {
    const { projectId } = backend
    const { uid, token } = client
    const [deleted, disabled, revoked] = [
      await f.deletedUser(backend),
      await f.disabledUser(backend),
      await f.revokedUser(backend),
    ]
    const past = Math.floor(Date.now() / 1000) - 60
    const bearers: Record<string, string | undefined> = {
      'no token': undefined,
      garbage: 'Bearer garbage',
      'three parts of garbage': 'Bearer a.b.c',
      'claims that are cut off': `Bearer ${JWT_HEADER}.${encoded('{"sub":"x')}.`,
      'claims that are not JSON': `Bearer ${JWT_HEADER}.${encoded('claims')}.x`,
      'claims that are no object': `Bearer ${JWT_HEADER}.${encoded('null')}.x`,
      'a header that is no object': `Bearer ${encoded('7')}.${encoded('{}')}.x`,
      'no scheme': token,
      'another scheme': `Basic ${token}`,
      'an empty token': 'Bearer ',
      expired: `Bearer ${unsignedToken(projectId, uid, { iat: past - 3600, auth_time: past - 3600, exp: past })}`,
      'of another project': `Bearer ${unsignedToken('demo-another', uid)}`,
      'of another audience': `Bearer ${unsignedToken(projectId, uid, { aud: 'my-network-timeout' })}`,
      'of another issuer': `Bearer ${unsignedToken(projectId, uid, { iss: 'https://evil.example' })}`,
      'without a subject': `Bearer ${unsignedToken(projectId, '')}`,
      'of a deleted account': `Bearer ${deleted.token}`,
      'of a disabled account': `Bearer ${disabled.token}`,
      revoked: `Bearer ${revoked.token}`,
    }
    const { fields } = rightRequest(name)
    for (const [what, bearer] of Object.entries(bearers)) {
      const headers = {
        'Content-Type': 'application/json',
        ...(bearer !== undefined && { Authorization: bearer }),
      }
      const told = isQuery(name)
        ? await f.ask(backend, {
            method: 'GET',
            path: `${name}?${new URLSearchParams(fields as Record<string, string>).toString()}`,
            headers,
          })
        : await f.ask(backend, { path: name, headers, body: JSON.stringify(fields) })
      expect(told.body.reason, what).toBe('unauthenticated')
      expect(told.headers.get('WWW-Authenticate')).toBe('Bearer')
      await expectRefused(told, 'unauthenticated')
      const called = await f.ask(backend, { path: name, headers, body: '{"data":null}' })
      expect([called.status, called.body.error.status]).toEqual([401, 'UNAUTHENTICATED'])
      expect(called.headers.get('WWW-Authenticate')).toBe('Bearer')
      expect(told.body.detail).toContain(SAID[what] ?? 'token')
    }
  })

  it('is forbidden to anonymous accounts', async () => {
    const anonymous = await f.anonymousUser(backend)
    const { fields } = rightRequest(name)
    const told = isQuery(name)
      ? await f.get(backend, name, anonymous, fields as Record<string, string>)
      : await f.post(backend, name, anonymous, fields)
    await expectRefused(told, 'forbidden')
  })
})

describe('a query string', () => {
  const search = (more: Record<string, string | string[]>) =>
    f.get(backend, 'search-availability', client, {
      ...(rightRequest('search-availability').fields as Record<string, string>),
      ...more,
    })

  it('writes numbers as text, which JSON may not', async () => {
    f.granted(await search({ seats: '1' }))
    const { fields } = rightRequest('search-availability')
    const called = await f.post(backend, 'search-availability', client, {
      data: { ...fields, seats: '1' },
    })
    expect(called.body.error.details.errors).toMatchObject([{ path: 'seats' }])
    for (const seats of ['', ' 1', '1 ', '0x1', '1e0', '+1', 'one'])
      await expectRefused(await search({ seats }), 'invalid-request')
  })

  it('names a parameter that is repeated where one is wanted', async () => {
    for (const [field, values] of Object.entries({
      seats: ['1', '2'],
      timeZone: ['UTC', 'Europe/Berlin'],
      from: ['2026-11-23T10:00:00Z', '2026-11-23T10:00:00Z'],
    })) {
      const { errors } = await expectRefused(await search({ [field]: values }), 'invalid-request')
      expect(errors).toMatchObject([{ path: field }])
    }
  })

  it('takes a list as a repeated parameter, of one or many', async () => {
    for (const status of ['confirmed', ['confirmed', 'pending']])
      f.granted(await f.get(backend, 'list-bookings', client, { as: 'client', status }))
  })

  it('takes + as a blank, so that an offset must be encoded', async () => {
    const { fields } = rightRequest('search-availability')
    const query = new URLSearchParams(fields as Record<string, string>).toString()
    const path = (from: string) =>
      `search-availability?${query.replace(/from=[^&]*/, `from=${from}`)}`
    const tomorrow = f.inDays(backend, 1).slice(0, 19)
    const ask = (from: string) =>
      f.ask(backend, { method: 'GET', path: path(from), headers: f.jsonOf(client) })
    await expectRefused(await ask(`${tomorrow}+00:00`), 'invalid-request')
    f.granted(await ask(`${tomorrow}%2B00:00`))
  })

  it('may be malformed without harm', async () => {
    for (const query of ['%', '%ZZ=1', '&&&', '=', 'a[b]=1', 'a[__proto__][b]=1', '?', '%00=%00']) {
      const told = await f.ask(backend, {
        method: 'GET',
        path: `get-account?${query}`,
        headers: f.jsonOf(client),
      })
      expect([200, 400], `${query}: ${JSON.stringify(told.body)}`).toContain(told.status)
    }
  })

  it('refuses an end before the start', async () => {
    const range = { from: '2026-11-24T00:00:00Z', to: '2026-11-23T00:00:00Z' }
    const asked: [string, User, Record<string, string>][] = [
      [
        'search-availability',
        client,
        { ...range, professionalId: made.professionalId, serviceId: made.serviceId },
      ],
      ['get-schedule', owner, range],
      ['list-bookings', client, { ...range, as: 'client' }],
    ]
    for (const [name, user, query] of asked) {
      const { errors } = await expectRefused(
        await f.get(backend, name, user, query),
        'invalid-request',
      )
      expect(errors).toEqual([
        { path: 'to', message: 'must be after from, got "2026-11-23T00:00:00Z"' },
      ])
    }
  })

  it('refuses more than 62 days and a change of clocks, to the instant', async () => {
    const from = '2026-11-23T00:00:00Z'
    f.granted(await search({ from, to: '2027-01-24T03:00:00Z' }))
    await expectRefused(await search({ from, to: '2027-01-24T03:00:01Z' }), 'invalid-request')
  })

  it.each([
    ['0001-01-01T00:00:00Z', '0001-02-01T00:00:00Z'],
    ['9999-12-01T00:00:00Z', '9999-12-31T23:59:59Z'],
  ])('may ask about any time there is, such as %s', async (from, to) => {
    expect(f.granted(await search({ from, to })).slots).toEqual([])
    f.granted(await f.get(backend, 'get-schedule', owner, { from, to }))
    f.granted(await f.get(backend, 'list-bookings', client, { as: 'client', from, to }))
  })
})

describe('what is not there, or not theirs', () => {
  const nobody = '018f0000-0000-7000-8000-000000000000'

  it.each<[string, Name, () => User, () => Fields]>([
    [
      'an unknown professional',
      'save-professional',
      () => admin,
      () => ({ professionalId: nobody, name: 'A' }),
    ],
    [
      "another's professional",
      'save-professional',
      () => owner,
      () => ({ professionalId: others.professionalId }),
    ],
    ['an unknown service', 'save-service', () => owner, () => ({ serviceId: nobody, name: 'A' })],
    [
      "another's service",
      'save-service',
      () => owner,
      () => ({ serviceId: others.serviceId, name: 'A' }),
    ],
    [
      "another's service in one's own calendar",
      'save-service',
      () => owner,
      () => ({ professionalId: made.professionalId, serviceId: others.serviceId }),
    ],
    [
      'no calendar of their own',
      'save-service',
      () => client,
      () => ({ name: 'A', durationMinutes: 30 }),
    ],
    [
      "another's hours",
      'set-working-hours',
      () => owner,
      () => ({ professionalId: others.professionalId, hours: [] }),
    ],
    ['no calendar of their own', 'set-working-hours', () => client, () => ({ hours: [] })],
    ['an unknown service', 'create-booking', () => client, () => ({ serviceId: nobody, start })],
    ['an unknown hold', 'create-booking', () => client, () => ({ holdId: nobody })],
    ['an unknown booking', 'cancel-booking', () => client, () => ({ bookingId: nobody })],
    ['no calendar of their own', 'get-schedule', () => client, () => ({})],
    [
      "another's schedule",
      'get-schedule',
      () => owner,
      () => ({ professionalId: others.professionalId }),
    ],
    [
      'an unknown professional',
      'get-professional',
      () => client,
      () => ({ professionalId: nobody }),
    ],
    [
      'an unknown professional',
      'search-availability',
      () => client,
      () => ({ ...rightRequest('search-availability').fields, professionalId: nobody }),
    ],
    [
      "another's service",
      'search-availability',
      () => client,
      () => ({ ...rightRequest('search-availability').fields, serviceId: others.serviceId }),
    ],
    [
      'an unknown booking to move',
      'search-availability',
      () => client,
      () => ({ ...rightRequest('search-availability').fields, reschedulingBookingId: nobody }),
    ],
    ['an unknown booking', 'get-booking', () => client, () => ({ bookingId: nobody })],
    [
      "another's bookings",
      'list-bookings',
      () => owner,
      () => ({ as: 'professional', professionalId: others.professionalId }),
    ],
    ['no calendar of their own', 'list-bookings', () => client, () => ({ as: 'professional' })],
  ])('%s is not found by %s', async (_, name, user, fields) => {
    const told = isQuery(name)
      ? await f.get(backend, name, user(), fields() as Record<string, string>)
      : await f.post(backend, name, user(), fields())
    await expectRefused(told, 'not-found')
  })

  it("another's booking is not found, whoever asks", async () => {
    const stranger = await backend.user('Sam Stranger')
    await expectRefused(await f.get(backend, 'get-booking', stranger, { bookingId }), 'not-found')
    await expectRefused(
      await f.post(backend, 'cancel-booking', stranger, { bookingId }),
      'not-found',
    )
  })
})

describe('a start', () => {
  it.each(['0001-01-01T00:00:00Z', '1970-01-01T00:00:00Z', '2020-01-01T10:00:00Z'])(
    'at %s is too soon',
    async (past) => {
      const told = await f.post(backend, 'create-booking', client, {
        serviceId: made.serviceId,
        start: past,
      })
      await expectRefused(told, 'too-soon')
    },
  )

  it.each(['2099-01-01T10:00:00Z', '9999-12-31T23:59:59Z'])(
    'at %s is too far ahead',
    async (far) => {
      const told = await f.post(backend, 'create-booking', client, {
        serviceId: made.serviceId,
        start: far,
      })
      const { alternatives } = await expectRefused(told, 'too-far-ahead')
      expect(alternatives).toEqual([])
    },
  )
})

describe('a path', () => {
  it('of no function is not found, and breaks nothing', async () => {
    for (const path of ['nope', '', '/', '//', '%ZZ', 'get-account/x', 'a/b/nope'])
      expect((await f.ask(backend, { method: 'GET', path })).status, path).toBe(404)
    await expectRefused(await f.get(backend, 'get-account', undefined), 'unauthenticated')
  })
})

describe('a header', () => {
  it('of an idempotency key may not be empty or long', async () => {
    for (const key of ['', long(256)]) {
      const body = JSON.stringify({ serviceId: made.serviceId, start })
      const headers = { ...f.jsonOf(client), 'Idempotency-Key': key }
      const { errors } = await expectRefused(
        await f.ask(backend, { path: 'create-booking', headers, body }),
        'invalid-request',
      )
      expect(errors).toMatchObject([{ path: 'idempotencyKey' }])
    }
  })

  it('of a request id is replaced where it could break a log', async () => {
    for (const id of ['short', long(200), 'with blank in it']) {
      const told = await f.get(backend, 'get-account', undefined, {}, { 'X-Request-Id': id })
      await expectRefused(told, 'unauthenticated')
      expect(told.headers.get('X-Request-Id')).not.toBe(id)
    }
  })
})
