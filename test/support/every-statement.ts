// A life in which the product sends every statement that it has: the examples of all functions, its jobs by days and years, and what only faults,
// erasures and the migration job send (rare-statements.ts).
import { listProfessionals } from '../../shared/database/lists/list-professionals.ts'
import { findProfessionals } from '../../shared/database/search/find-professionals.ts'
import { DAY, type Instant } from '../../shared/time/instant.ts'
import type { Whose } from './long-history.ts'
import type { Recorder } from './examples/recorder.ts'
import { type Made, playSuccesses } from './examples/successes.ts'
import type { Recorder as Statements } from './recorded.ts'
import { sendRare } from './rare-statements.ts'

const JOBS = [
  'tick',
  'relay-changes',
  'reconcile-availability',
  'retry-deliveries',
  'erase-accounts',
  'delete-expired',
]

/** Hands every change to the subscribers, as Pub/Sub would. */
async function pushAll({ backend, call }: Recorder): Promise<void> {
  const told = (await call('list-changes', { as: 'ana', input: { pageSize: 100 } })) as unknown as {
    readonly changes: readonly unknown[]
  }
  for (const change of told.changes)
    for (const name of ['send-notifications', 'fan-out-availability']) {
      const data = Buffer.from(JSON.stringify(change)).toString('base64')
      const message = { data, messageId: '1', attributes: {} }
      const { status } = await backend.post(name, undefined, { message, subscription: 'all' })
      if (status !== 200) throw new Error(`${name} answered ${status}`)
    }
}

/** Somebody waits an hour for the one before, and then does not: both are told. */
async function runLate(recorder: Recorder, { treatment, walkIn }: Made): Promise<void> {
  const { call } = recorder
  const override = ['too-soon', 'professional-away']
  const input = {
    serviceId: treatment,
    start: '2026-11-23T10:30:00+01:00',
    client: { name: 'Gerd', email: 'gerd@example.com' },
    override,
  }
  await call('create-booking', { as: 'ana', input })
  for (const expectedEnd of ['2026-11-23T11:30:00+01:00', '2026-11-23T10:20:00+01:00']) {
    await call('report-progress', {
      as: 'ana',
      input: { bookingId: walkIn, step: 'running-late', expectedEnd },
    })
    await pushAll(recorder)
  }
}

/** Everything that is held about an owner, page by page. */
async function exportAll({ call }: Recorder): Promise<void> {
  let pageToken: string | undefined
  do {
    const input = pageToken === undefined ? {} : { pageToken }
    const page = (await call('export-account', { as: 'ana', input })) as unknown as {
      readonly nextPageToken?: string
    }
    pageToken = page.nextPageToken
  } while (pageToken !== undefined)
}

/** What is asked where there are many, and goes other ways than where there are few. */
export async function searchAmongMany({ database }: Statements, now: Instant): Promise<void> {
  for (const words of [[], ['zymurgy'], ['care'], ['nobody']])
    for (const start of [now, now + DAY]) {
      const search = {
        now,
        uid: 'dora',
        range: { start, end: now + 20 * DAY },
        mustBeFree: start > now,
        isAvailableNow: false,
      }
      for (const typed of [{ words }, { words, specialty: 'yoga' }])
        await findProfessionals(database, { search, typed, after: undefined, size: 20 })
      await findProfessionals(database, {
        search: { ...search, durationMinutes: 45 },
        typed: {},
        after: undefined,
        size: 20,
      })
    }
  for (const words of [['zymurgy'], ['care'], ['nobody']])
    for (const active of [undefined, true])
      await listProfessionals(database, {
        words,
        limit: 20,
        ...(active !== undefined && { active }),
      })
}

/** Plays it all. @returns whose history is to be made long */
export async function playLife(recorder: Recorder, statements: Statements): Promise<Whose> {
  const { backend, call, until } = recorder
  const made = await playSuccesses(recorder)
  const { professionalId, treatment } = made
  await runLate(recorder, made)
  await call('hold-slot', {
    as: 'dora',
    input: { serviceId: treatment, start: '2026-12-04T10:00:00+01:00' },
  })
  for (const input of [
    {},
    { text: 'physio' },
    { durationMinutes: 45, availableNow: true },
    { specialty: 'physiotherapy', from: '2026-12-01T00:00:00Z', to: '2026-12-20T00:00:00Z' },
  ])
    await call('search-professionals', { as: 'dora', input })
  for (const input of [
    { as: 'professional' },
    { as: 'professional', status: ['completed'], order: 'desc' },
    { as: 'client' },
  ])
    await call('list-bookings', { as: 'ana', input })
  await exportAll(recorder)
  const start = recorder.now()
  for (const days of [0, 1, 30]) {
    until(new Date(start + days * DAY).toISOString())
    for (const job of JOBS) await backend.post(job, undefined, {})
  }
  for (const as of ['carl', 'ana'] as const)
    await call('erase-account', { as, input: { confirm: 'erase', cancelBookings: true } })
  await backend.post('erase-accounts', undefined, {})
  const whose = {
    professionalId,
    serviceId: treatment,
    clientUid: 'carl',
    ownerUid: 'ana',
    now: new Date(recorder.now()).toISOString(),
  }
  await backend.database.query(
    'update professionals set folded = null; update services set folded = null',
  )
  const { config } = backend.world
  if (!('url' in config.database)) throw new Error('the tests know their database by its address')
  await sendRare(statements, config.database.url, whose, backend.world.newId)
  return whose
}
