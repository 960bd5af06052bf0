// An import into the real system over its published functions: killed and gone on with, run twice, and compared with its source.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { importAll } from '../../dev/import/import-all.ts'
import type { Options } from '../../dev/import/options.ts'
import { type Finding, showFinding } from '../../dev/import/plan/finding.ts'
import type { PlannedProfessional, SourceName } from '../../dev/import/plan/plan.ts'
import { settle } from '../../dev/import/plan/settle.ts'
import { readSource } from '../../dev/import/read/read-source.ts'
import { formatInstant } from '../../shared/time/instant.ts'
import { type Backend, startBackend } from '../support/backend.ts'
import { type Booked, type Body, get, granted, post } from '../support/fixtures.ts'
import { isLong } from '../support/long.ts'
import type { User } from '../support/users.ts'

const NOW = Date.parse('2028-01-06T12:00:00Z')
const SOURCES = join(import.meta.dirname, '../imports')

let backend: Backend
let admin: User
let folder: string

beforeAll(async () => {
  backend = await startBackend({
    subscribe: false,
    now: () => NOW,
    config: { upcomingBookings: 2 },
  })
  admin = await backend.user('Admin', { admin: true })
})
afterAll(() => backend.stop())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const use = (source: SourceName) => cpSync(join(SOURCES, source), folder, { recursive: true })

/** An account for each professional of a source. */
async function owners(...ids: readonly string[]): Promise<Map<string, User>> {
  const pairs = ids.map(async (id) => [id, await backend.user(`Owner ${id}`)] as const)
  return new Map(await Promise.all(pairs))
}

interface Ran {
  readonly said: string
  readonly made: number
  readonly kept: number
  readonly findings: readonly Finding[]
}

/** Imports within this process. */
async function run(
  source: SourceName,
  some: Partial<Options> & { readonly owned?: ReadonlyMap<string, User>; readonly as?: User },
): Promise<Ran> {
  const { owned = new Map<string, User>(), as = admin, ...options } = some
  const lines: string[] = []
  const { tally, findings } = await importAll(
    {
      source,
      folder,
      where: { kind: 'deployment', url: backend.url, apiKey: undefined },
      isDry: false,
      guestMail: 'send',
      only: [],
      owners: new Map([...owned].map(([id, { uid }]) => [id, uid])),
      accounts: undefined,
      currency: '',
      journal: undefined,
      report: undefined,
      ...options,
    },
    {
      environment: { IMPORT_ID_TOKEN: as.token },
      now: () => NOW,
      signal: new AbortController().signal,
      say: (text) => lines.push(text),
      screen: { write: () => undefined },
      pauses: [],
    },
  )
  const kinds = ['professional', 'service', 'booking', 'time off', 'date', 'hours'] as const
  const sum = (what: 'created' | 'changed' | 'kept') =>
    kinds.reduce((all, kind) => all + tally.of(kind)[what], 0)
  return {
    said: lines.join('\n'),
    made: sum('created') + sum('changed'),
    kept: sum('kept'),
    findings,
  }
}

/** The same by the command line, as a process that is killed once so many things are noted. */
async function runAndKill(
  source: SourceName,
  owned: ReadonlyMap<string, User>,
  after: number,
): Promise<{
  readonly code: number | null
  readonly signal: string | null
  readonly output: string
}> {
  const named = [...owned].flatMap(([id, { uid }]) => ['--owner', `${id}=${uid}`])
  const args = [
    'dev/import.ts',
    source,
    folder,
    '--url',
    backend.url,
    '--apply',
    '--guest-mail',
    'send',
  ]
  const child = spawn(process.execPath, [...args, ...named], {
    env: { ...process.env, IMPORT_ID_TOKEN: admin.token },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (output += part.toString()))
  const exit = once(child, 'exit') as Promise<[number | null, string | null]>
  while (child.exitCode === null && child.signalCode === null) {
    if (noted() >= after) child.kill('SIGKILL')
    await Promise.race([exit, sleep(3)])
  }
  const [code, signal] = await exit
  return { code, signal, output }
}

/** Lines of the journal behind its first. */
function noted(): number {
  const kept = join(folder, '.import')
  const name = existsSync(kept)
    ? readdirSync(kept).find((one) => one.endsWith('.jsonl'))
    : undefined
  return name === undefined ? 0 : readFileSync(join(kept, name), 'utf8').split('\n').length - 2
}

async function professionalOf(owner: User): Promise<Body> {
  const { professionalId } = granted(await get(backend, 'get-account', owner))
  return granted(await get(backend, 'get-schedule', owner, { professionalId }))
}

async function bookingsOf(owner: User): Promise<readonly Booked[]> {
  const query = { as: 'professional', pageSize: '100' }
  return granted(await get(backend, 'list-bookings', owner, query)).bookings
}

const showDate = ({
  date,
  intervals,
}: {
  readonly date: string
  readonly intervals: readonly { readonly start: string; readonly end: string }[]
}) => [date, ...intervals.map(({ start, end }) => `${start}-${end}`)].join(' ')

/** What a plan says, as the system would tell it. */
function expected({ services, bookings, timeOff, dates }: PlannedProfessional) {
  const nameOf = (key: string) => services.find((one) => one.key === key)?.offer.name
  return {
    services: services
      .map(({ offer, isOffered }) => [offer.name, offer.durationMinutes, isOffered].join('|'))
      .toSorted(),
    bookings: bookings
      .filter(({ isCancelled }) => !isCancelled)
      .map(({ serviceKey, start, seats, client, note }) =>
        [nameOf(serviceKey), formatInstant(start), seats, client.name, client.email, note].join(
          '|',
        ),
      )
      .toSorted(),
    timeOff: timeOff
      .map(({ span }) => ('startDate' in span ? span.startDate : formatInstant(span.start)))
      .toSorted(),
    dates: dates.map((one) => showDate(one)).toSorted(),
  }
}

/** What the system tells. */
async function present(owner: User) {
  const schedule = (await professionalOf(owner)) as Body & {
    readonly timeOff: readonly { readonly start: string; readonly startDate?: string }[]
    readonly dateHours: readonly Parameters<typeof showDate>[0][]
  }
  const bookings = await bookingsOf(owner)
  return {
    services: schedule.services
      .map(({ name, durationMinutes, active }) => [name, durationMinutes, active].join('|'))
      .toSorted(),
    bookings: bookings
      .filter(({ status }) => status === 'confirmed')
      .map(({ serviceName, start, seats, client, note }) =>
        [serviceName, start, seats, client.name, client.email, note].join('|'),
      )
      .toSorted(),
    timeOff: schedule.timeOff.map(({ start, startDate }) => startDate ?? start).toSorted(),
    dates: schedule.dateHours.map((one) => showDate(one)).toSorted(),
  }
}

/** The plan of the folder, as it is to be found in the system. */
function planned(source: SourceName): readonly PlannedProfessional[] {
  const findings: Finding[] = []
  return settle(readSource(source, folder, { currency: '' }, findings), NOW, findings)
}

describe('an import', () => {
  it('that is killed again and again goes on, makes everything once, and changes nothing more', async () => {
    use('csv')
    const owned = await owners('anna', 'ravi')
    for (const after of isLong ? [1, 4, 9, 14, 20] : [9]) {
      const { signal, output } = await runAndKill('csv', owned, after)
      expect(signal, output).toBe('SIGKILL')
    }
    const last = isLong ? await runAndKill('csv', owned, Number.POSITIVE_INFINITY) : undefined
    expect(last?.code ?? 0, last?.output).toBe(0)
    const { said } = await run('csv', { owned })
    expect(last?.output ?? said).toContain('Imported. Read back: 8 bookings are there as planned.')
    for (const plan of planned('csv')) {
      const owner = owned.get(plan.key)
      expect(await present(owner ?? admin)).toEqual(expected(plan))
    }
    const revisions = async () =>
      Promise.all([...owned.values()].map(async (one) => (await professionalOf(one)).revision))
    const before = await revisions()
    const again = await run('csv', { owned })
    expect(again).toMatchObject({ made: 0, kept: 24, findings: [] })
    expect(again.said).toContain(
      'Nothing was changed: all of it was there already. Read back: 8 bookings are there as planned.',
    )
    expect(await revisions()).toEqual(before)
  })

  it.each([
    ['easyappointments', ['2', '4']],
    ['cal.com', ['101']],
  ] as const)('of %s brings what its source has', async (source, ids) => {
    use(source)
    const owned = await owners(...ids)
    const { made } = await run(source, { owned })
    expect(made).toBeGreaterThan(0)
    for (const plan of planned(source))
      expect(await present(owned.get(plan.key) ?? admin)).toEqual(expected(plan))
    expect((await run(source, { owned })).made).toBe(0)
  })

  it('whose journal is lost finds everything in the system, and makes nothing twice', async () => {
    use('csv')
    const owned = await owners('anna', 'ravi')
    const { made } = await run('csv', { owned })
    rmSync(join(folder, '.import'), { recursive: true })
    const again = await run('csv', { owned })
    expect([again.made, again.kept, again.findings]).toEqual([0, made, []])
  })

  it('opens no time to clients before everybody who has a booking is in', async () => {
    use('csv')
    const owned = await owners('anna')
    await run('csv', { owned, only: ['anna'] })
    const owner = owned.get('anna') ?? admin
    const { changes } = granted(await get(backend, 'list-changes', owner)) as unknown as {
      readonly changes: readonly { readonly type: string }[]
    }
    const types = changes.map(({ type }) => type)
    expect(types.lastIndexOf('booking.confirmed')).toBeLessThan(types.indexOf('schedule.changed'))
  })
})

describe('a dry run', () => {
  it('changes nothing, here and there, and says what would be made', async () => {
    use('csv')
    const owned = await owners('anna', 'ravi')
    const { said, made } = await run('csv', { owned, isDry: true })
    expect(made).toBe(24)
    expect(said).toContain('A dry run: nothing was changed.')
    expect(said).toContain(
      'Owners will be written to about each booking and change of an admin, up to 24 mails',
    )
    expect(existsSync(join(folder, '.import', 'report.csv'))).toBe(true)
    expect(noted()).toBe(0)
    for (const owner of owned.values())
      expect(granted(await get(backend, 'get-account', owner)).professionalId).toBeUndefined()
  })
})

describe('what has changed since', () => {
  const edit = (file: string, from: string, to: string) => {
    const path = join(folder, file)
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to))
  }

  it('in the source: services and hours follow, bookings are told', async () => {
    use('csv')
    const owned = await owners('ravi')
    const only = { owned, only: ['ravi'] }
    await run('csv', only)
    edit('services.csv', 'Lesson', 'Maths lesson')
    edit('hours.csv', 'ravi,,6,,10:00,14:00', 'ravi,,6,,10:00,15:00')
    edit('bookings.csv', 'B7,lesson,2028-02-15T10:00', 'B7,lesson,2028-02-15T17:00')
    edit('bookings.csv', 'Hannah Nowak,,,,,', 'Hannah Nowak,,,,cancelled,')
    const { made, findings } = await run('csv', only)
    expect(made).toBe(2)
    expect(findings.map(showFinding)).toEqual([
      expect.stringContaining('(id B7): booking: has changed in the source since it was imported'),
      expect.stringMatching(/\(id B8\): status "cancelled": was called off .* cancel it by hand$/),
      expect.stringMatching(/\(id B7\): booking .*: was moved here, to 2028-02-15T04:30:00Z/),
    ])
    const schedule = await professionalOf(owned.get('ravi') ?? admin)
    expect(schedule.services.map(({ name }) => name)).toEqual(['Maths lesson'])
    expect(schedule.workingHours.at(-1)?.hours).toEqual([
      { weekday: 6, start: '10:00', end: '15:00' },
    ])
  })

  it('in the source: a new booking of what is not offered is booked, and it is not offered again', async () => {
    use('csv')
    const owned = await owners('anna')
    await run('csv', { owned, only: ['anna'] })
    const file = join(folder, 'bookings.csv')
    writeFileSync(file, `${readFileSync(file, 'utf8')}anna,B9,house,2028-02-13 14:00,,Di,,,,,\n`)
    const { made, findings } = await run('csv', { owned, only: ['anna'] })
    expect([made, findings]).toEqual([2, []])
    const owner = owned.get('anna') ?? admin
    const house = (await professionalOf(owner)).services.find(({ name }) => name === 'House call')
    expect(house?.active).toBe(false)
    expect(await bookingsOf(owner)).toHaveLength(7)
    expect((await run('csv', { owned, only: ['anna'] })).made).toBe(0)
  })

  it('in the source: a private provider gets further appointments too, and stays private', async () => {
    use('easyappointments')
    const change = (name: string, to: (all: readonly object[]) => readonly object[]) => {
      const all = JSON.parse(readFileSync(join(folder, name), 'utf8')) as readonly object[]
      writeFileSync(join(folder, name), JSON.stringify(to(all)))
    }
    change('providers.json', (all) => all.map((one) => ({ ...one, isPrivate: true })))
    const owned = await owners('4')
    await run('easyappointments', { owned, only: ['4'] })
    change('appointments.json', (all) =>
      all.map((one) =>
        'id' in one && one.id === 104
          ? { ...one, providerId: 4, start: '2028-02-09 10:00:00', end: '2028-02-09 11:30:00' }
          : one,
      ),
    )
    await run('easyappointments', { owned, only: ['4'] })
    const owner = owned.get('4') ?? admin
    expect(await bookingsOf(owner)).toHaveLength(2)
    expect((await professionalOf(owner)).professional.active).toBe(false)
  })

  it('here stays: what was moved or cancelled is not booked again', async () => {
    use('csv')
    const owned = await owners('ravi')
    const owner = owned.get('ravi') ?? admin
    await run('csv', { owned, only: ['ravi'] })
    const [first, second] = await bookingsOf(owner)
    const move = {
      bookingId: first?.bookingId,
      start: '2028-02-16T04:30:00Z',
      override: ['off-grid', 'outside-hours', 'too-far-ahead'],
    }
    granted(await post(backend, 'reschedule-booking', owner, move))
    granted(await post(backend, 'cancel-booking', owner, { bookingId: second?.bookingId }))
    const { made, findings, said } = await run('csv', { owned, only: ['ravi'] })
    expect(made).toBe(0)
    expect(findings.map(({ reason }) => reason.replace(/ \(.*\)/, ''))).toEqual([
      'was moved here, to 2028-02-16T04:30:00Z',
      'is cancelled here by now',
    ])
    expect(said).toContain('Read back: 0 bookings are there as planned.')
    expect(await bookingsOf(owner)).toHaveLength(2)
  })

  it('here stays: hours and dates that somebody set are not overwritten, and told', async () => {
    use('csv')
    const owned = await owners('ravi')
    const owner = owned.get('ravi') ?? admin
    const profile = { name: 'Ravi', timeZone: 'Asia/Kolkata' }
    granted(await post(backend, 'save-professional', owner, profile))
    const hours = [{ weekday: 1, start: '09:00', end: '10:00' }]
    granted(await post(backend, 'set-working-hours', owner, { hours }))
    const { findings } = await run('csv', { owned, only: ['ravi'] })
    expect(findings.map(showFinding)).toEqual([
      expect.stringMatching(
        /hours "now": other hours are set here already, .*left as they are here$/,
      ),
    ])
    expect((await professionalOf(owner)).professional.name).toBe('Ravi')
  })
})

describe('who imports', () => {
  it('as an owner brings their own calendar, chosen where there are several', async () => {
    use('csv')
    const owner = await backend.user('Ravi')
    await expect(run('csv', { as: owner })).rejects.toThrow(
      'an account has one calendar, and the source has 2: anna (Anna Keller), ravi (Ravi Menon); choose one by --only',
    )
    await expect(
      run('csv', { as: owner, only: ['ravi'], owned: new Map([['ravi', admin]]) }),
    ).rejects.toThrow(/^only an admin names the accounts of others/)
    const { said } = await run('csv', { as: owner, only: ['ravi'] })
    expect(said).toContain(`, into the own calendar of ${owner.uid}`)
    expect(await bookingsOf(owner)).toHaveLength(2)
  })

  it('as an admin needs the accounts, by name or by verified address, of owners and of clients', async () => {
    use('csv')
    const [owner, emma] = [await backend.user('Anna'), await backend.user('Emma')]
    const accounts = join(folder, 'users.json')
    const users = [
      { localId: owner.uid, email: 'anna.keller@example.com', emailVerified: true },
      { localId: emma.uid, email: 'Emma.Fischer@example.com', emailVerified: true },
    ]
    writeFileSync(accounts, JSON.stringify({ users }))
    const { findings } = await run('csv', { accounts })
    expect(findings.map(showFinding)).toEqual([
      expect.stringMatching(/professionals\.csv, line 3 \(id ravi\): owner .*say --owner ravi=UID/),
    ])
    const own = granted(await get(backend, 'list-bookings', emma, { as: 'client' })).bookings
    expect(own.map(({ client, start }) => [client.uid, client.name, start])).toEqual([
      [emma.uid, 'Emma Fischer', '2028-02-10T08:00:00Z'],
    ])
  })

  it('books for a guest what an account may not have any more', async () => {
    use('csv')
    const [owner, emma] = [await backend.user('Owner'), await backend.user('Emma')]
    const accounts = join(folder, 'users.json')
    const users = [{ localId: emma.uid, email: emma.email, emailVerified: true }]
    writeFileSync(accounts, JSON.stringify({ users }))
    const row = (day: number) => `ravi,E${day},lesson,2028-02-${day} 10:00,,Emma,${emma.email},,,,`
    const file = join(folder, 'bookings.csv')
    const [head] = readFileSync(file, 'utf8').split('\n')
    writeFileSync(file, [head, row(14), row(15), row(16), ''].join('\n'))
    const only = { owned: new Map([['ravi', owner]]), only: ['ravi'], accounts }
    const { findings } = await run('csv', only)
    expect(findings.map(({ reason, done }) => `${reason}; ${done}`)).toEqual([
      'the client’s account has as many upcoming bookings as one may have; booked for a guest of that name',
    ])
    const found = await bookingsOf(owner)
    expect(found.map(({ client }) => client.uid)).toEqual([emma.uid, emma.uid, undefined])
    expect(found[2]?.client.email).toBe(emma.email)
  })

  it('says whether guests are written to; left out, their addresses are not in the system', async () => {
    use('csv')
    const owned = await owners('ravi')
    const only = { owned, only: ['ravi'] }
    await expect(run('csv', { ...only, guestMail: undefined })).rejects.toThrow(
      '1 guest has an address: --apply wants to know whether they are written to (--guest-mail send or leave-out).',
    )
    await run('csv', { ...only, guestMail: 'leave-out' })
    const found = await bookingsOf(owned.get('ravi') ?? admin)
    expect(found.map(({ client }) => client)).toEqual([
      { name: 'Ananya Iyer' },
      { name: 'Hannah Nowak' },
    ])
  })

  it('with a token that nobody takes, or at an address where nothing is, ends in a sentence', async () => {
    use('csv')
    const stranger = { ...admin, token: admin.token.replace(/\.[^.]+$/, '.x') }
    const owned = await owners('ravi')
    await expect(
      run('csv', { owned, only: ['ravi'], as: { ...stranger, token: 'no token' } }),
    ).rejects.toThrow('IMPORT_ID_TOKEN: is not a Firebase ID token')
    const where = { kind: 'deployment', url: 'http://127.0.0.1:1', apiKey: undefined } as const
    await expect(run('csv', { owned, only: ['ravi'], where })).rejects.toThrow(
      /^the system does not answer .*run the same command again when it does$/,
    )
  })

  it('with the journal of a system that was begun afresh is told so', async () => {
    use('csv')
    const owned = await owners('ravi')
    await run('csv', { owned, only: ['ravi'] })
    const [name = ''] = readdirSync(join(folder, '.import')).filter((one) => one.endsWith('.jsonl'))
    const journal = join(folder, '.import', name)
    const text = readFileSync(journal, 'utf8')
    writeFileSync(journal, text.replaceAll(/"id":"[0-9a-f]{8}/g, '"id":"00000000'))
    await expect(run('csv', { owned, only: ['ravi'] })).rejects.toThrow(
      /which the journal names: the journal is of another system/,
    )
  })
})
