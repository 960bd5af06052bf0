// Every statement that the product sends is carried out by indexes where there is much: planned without its values, over tables of thousands
// of rows, it reads no table whole that grows, sorts nobody's whole history, and reads a number of rows that does not grow.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillMany } from '../../bench/growth/fill.ts'
import { declaredStatements } from '../../shared/database/connection/raw-statement.ts'
import { playLife, searchAmongMany } from '../support/every-statement.ts'
import { startRecorder, type Recorder } from '../support/examples/recorder.ts'
import { LINK_KEYS } from '../support/examples/successes.ts'
import { fillHistory } from '../support/long-history.ts'
import { ALLOWED, SMALL, complaintsOf, planOf, tablesOf } from '../support/plans.ts'
import { record, type Recorded, type Recorder as Statements } from '../support/recorded.ts'

const DATABASE = join(import.meta.dirname, '../../shared/database')
/** A statement of the builder is executed without an argument. */
const EXECUTED = /\.(execute|executeTakeFirst|executeTakeFirstOrThrow)\(\)/
/** Far less than the longest history and than any table that grows. */
const ROWS_MAX = 4_000

/** Places whose statements are none of these, each with its reason. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'connection/': 'of migrations, and that Postgres answers',
}
/** Of the same: each by a key. */
const APART = new Set([
  'count-command',
  'find-place',
  'load-calendar-apart',
  'load-accounts-apart',
  'load-message',
  'match-professionals',
  'walk-professionals-apart',
  'few-professionals-apart',
  'save-decision-apart',
  'save-booking-apart',
])
/** Functions that only a distributed Postgres is asked by, which claims-apart.test.ts, one-shard.test.ts or a cluster play: file and name. */
const BY_SHARD = new Set([
  'save/outbox.ts claimOf',
  'notify/load-notification.ts loadApart',
  'notify/reminders.ts claimApart',
  'notify/save-notifications.ts isRestoredSince',
  'save/outbox.ts claimApart',
  'save/outbox.ts markApart',
  'clock/claim-apart.ts claimCalendarsApart',
  'clock/claim-apart.ts giveBackApart',
  'load/load-erasure.ts findCalendarsApart',
  'lists/list-deliveries.ts findBookingFirst',
  'retention/at-their-shards.ts atTheirShards',
  'retention/delete-bookings.ts stripBookings',
  'retention/delete-told.ts deleteRemindersOf',
  'retention/delete-told.ts deleteRemindersApart',
  'retention/forget-bookings.ts forgetClients',
  'retention/forget-bookings.ts forgetBookings',
])
const isElsewhere = ({ at, within }: Place) =>
  BY_SHARD.has(within) || Object.keys(ELSEWHERE).some((start) => at.startsWith(start))

/** Where a statement is sent: file and line, and file and function. */
interface Place {
  readonly at: string
  readonly within: string
}

const FUNCTION = /^(?:export )?(?:async )?(?:function|const) (\w+)/

function placesIn(file: string): readonly Place[] {
  let within = ''
  return readFileSync(join(DATABASE, file), 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      within = FUNCTION.exec(line)?.[1] ?? within
      const place = { at: `${file}:${index + 1}`, within: `${file} ${within}` }
      return EXECUTED.test(line) ? [place] : []
    })
}

let recorder: Recorder
let statements: Statements
let client: pg.PoolClient
/** How many rows each has. */
let tables: ReadonlyMap<string, number>
let growing: ReadonlySet<string>
/** Each text once, as it was sent last. */
let sent: readonly Recorded[]

beforeAll(async () => {
  let recording: Statements | undefined
  recorder = await startRecorder({
    linkKeys: LINK_KEYS,
    through: async (backend) => {
      recording = await record(backend)
      return recording.backend
    },
  })
  if (!recording) throw new Error('nothing is recorded')
  statements = recording
  const whose = await playLife(recorder, statements)
  client = await recorder.backend.database.connect()
  await fillMany(client, { professionals: 3_000, appointments: 45_000, now: whose.now })
  await fillHistory(client, whose)
  await searchAmongMany(statements, Date.parse(whose.now))
  sent = [...new Map(statements.statements.map((one) => [one.text, one])).values()]
  tables = await tablesOf(client)
  growing = new Set([...tables.keys()].filter((name) => !(name in SMALL)))
}, 300_000)
afterAll(async () => {
  client.release()
  await statements.stop()
  await recorder.stop()
})

const complaintsAbout = async (one: Recorded): Promise<readonly string[]> =>
  complaintsOf(await planOf(client, one), { growing, most: ROWS_MAX })

describe('a statement of the product', () => {
  it('is known here: from every place of shared/database that sends one, and by every name', () => {
    const places = globSync('**/*.ts', { cwd: DATABASE })
      .filter((file) => !file.endsWith('.test.ts'))
      .flatMap(placesIn)
    const seen = new Set(statements.statements.map(({ site }) => site))
    expect(places.length).toBeGreaterThan(80)
    expect(places.filter((place) => !seen.has(place.at) && !isElsewhere(place))).toEqual([])
    const names = new Set(sent.map(({ name }) => name))
    expect(
      [...declaredStatements.keys()].filter((name) => !names.has(name) && !APART.has(name)),
    ).toEqual([])
  })

  it('is excused by names alone that there are', () => {
    const places = globSync('**/*.ts', { cwd: DATABASE }).flatMap(placesIn)
    const seen = new Set(statements.statements.map(({ site }) => site))
    const names = new Set(sent.map(({ name }) => name))
    const unseen = places.filter(({ at }) => !seen.has(at))
    const stale = {
      SMALL: Object.keys(SMALL).filter((name) => !tables.has(name)),
      ELSEWHERE: Object.keys(ELSEWHERE).filter(
        (start) => !unseen.some(({ at }) => at.startsWith(start)),
      ),
      APART: [...APART].filter((name) => !declaredStatements.has(name) || names.has(name)),
      BY_SHARD: [...BY_SHARD].filter((one) => !unseen.some(({ within }) => within === one)),
    }
    expect(stale).toEqual({ SMALL: [], ELSEWHERE: [], APART: [], BY_SHARD: [] })
  })

  it('has tables before it that have grown', () => {
    expect([...growing].filter((name) => (tables.get(name) ?? 0) < ROWS_MAX * 0.7)).toEqual([])
  })

  it('reads nothing whole, and sorts no history', async () => {
    const found: Record<string, readonly string[]> = {}
    const excused = new Set<string>()
    for (const one of sent) {
      const complaints = await complaintsAbout(one)
      if (complaints.length === 0) continue
      if (one.name in ALLOWED) excused.add(one.name)
      else found[`${one.site} ${one.name}: ${one.text.slice(0, 300)}`] = complaints
    }
    expect(found).toEqual({})
    expect([...excused].toSorted(), 'excused').toEqual(Object.keys(ALLOWED).toSorted())
  })
})

describe('one that no index serves', () => {
  const planted = (text: string, values: readonly unknown[] = []): Recorded => ({
    name: 'planted',
    text,
    values,
    rows: [],
    site: 'here',
  })

  it('is found: it reads a table whole', async () => {
    expect(
      await complaintsAbout(planted('select booking_id from bookings where note = $1', ['a'])),
    ).toEqual(['reads bookings whole'])
  })

  it('is found: it sorts a history', async () => {
    const { values } = statements.statements.find(({ name }) => name === 'read-revisions') ?? {
      values: [],
    }
    const [ids] = values
    expect(
      await complaintsAbout(
        planted(
          'select booking_id from bookings where professional_id = any ($1) order by updated_at limit 10',
          [ids],
        ),
      ),
    ).toEqual([
      expect.stringMatching(/^sorts \d+ rows$/),
      expect.stringMatching(/^reads \d+ rows of bookings$/),
    ])
  })
})
