// The checker: looks at everything, judges it by every rule, and shows of every rule that it finds what is planted.
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Crowd } from '../clients/crowd.ts'
import { isGone } from '../clients/people.ts'
import type { System } from '../system/system.ts'
import { readBooks } from './read-books.ts'
import { readDocuments } from './read-documents.ts'
import type { Plant, Rule } from './rule.ts'
import { ANSWERS } from './rules/answers.ts'
import { BOOKS } from './rules/books.ts'
import { COMMANDS } from './rules/commands.ts'
import { MIRROR } from './rules/mirror.ts'
import { PEOPLE } from './rules/people.ts'
import type { Found, Searched, Seen } from './seen.ts'

const RULES: readonly Rule[] = [...BOOKS, ...COMMANDS, ...MIRROR, ...PEOPLE, ...ANSWERS]

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Searches begin so late that the clock does not move what they find while they are compared. */
const FROM_MILLIS = 10 * MINUTE
const RANGE_MILLIS = 48 * HOUR
/** What the clock moves in between is seen right at the next look. */
const LOOKS = 4
const LOOK_MILLIS = 2_500

export interface Violation {
  readonly rule: string
  readonly what: string
}

const text = (at: number) => new Date(at).toISOString()

async function search({ crowd }: Watched, from: number, to: number): Promise<Searched[]> {
  const found: Searched[] = []
  for (const { professionalId, services } of crowd.practices)
    for (const { serviceId } of services) {
      const query = { professionalId, serviceId, from: text(from), to: text(to) }
      const answer = (await crowd.client.query(crowd.stranger, 'search-availability', query)) as
        | { revision: number; slots: readonly { start: string; seatsLeft: number }[] }
        | undefined
      if (!answer) throw new Error(`service ${serviceId} cannot be searched`)
      const slots = answer.slots.map(({ start, seatsLeft }) => `${start} ${seatsLeft}`)
      found.push({ professionalId, serviceId, revision: answer.revision, slots })
    }
  return found
}

/** The search over professionals, asked for the same time. */
async function find({ crowd }: Watched, from: number, to: number): Promise<Found[]> {
  const query = { from: text(from), to: text(to), pageSize: '100' }
  const answer = (await crowd.client.query(crowd.stranger, 'search-professionals', query)) as
    | {
        professionals: readonly {
          professional: { professionalId: string }
          nextSlots: readonly { start: string }[]
        }[]
      }
    | undefined
  if (!answer) throw new Error('professionals cannot be searched')
  return answer.professionals.map(({ professional: { professionalId }, nextSlots }) => ({
    professionalId,
    starts: nextSlots.map(({ start }) => start),
  }))
}

interface Watched {
  readonly system: System
  readonly crowd: Crowd
}

/** Opens a connection of the checker's own, past every line. */
async function connect({ databaseUrl }: System): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {}) // the next statement tells
  await client.connect()
  return client
}

/** Looks at everything. */
async function look(watched: Watched): Promise<Seen> {
  const { system, crowd } = watched
  const now = system.now()
  const from = Math.ceil((now + FROM_MILLIS) / MINUTE) * MINUTE
  const to = from + RANGE_MILLIS
  const database = await connect(system)
  try {
    await database.query('begin isolation level repeatable read read only')
    const tables = await readBooks(database)
    await database.query('rollback')
    const erased = [...crowd.erased.keys()].map(async (person) => ({
      person,
      isGone: await isGone(system, person.uid),
    }))
    return {
      now,
      from,
      to,
      tables,
      documents: await readDocuments(system),
      searches: await search(watched, from, to),
      found: await find(watched, from, to),
      commands: crowd.client.commands,
      mails: system.mails(),
      pushes: system.pushed(),
      handled: new Set(system.pushes.handled),
      bad: [...system.front.bad],
      deaths: [...system.deaths()],
      erased: await Promise.all(erased),
    }
  } finally {
    await database.end().catch(() => {})
  }
}

const judge = (seen: Seen): readonly Violation[] =>
  RULES.flatMap(({ name, find }) => find(seen).map((what) => ({ rule: name, what })))

/** Looks until nothing is wrong, or it stays so: time goes on while one looks. */
export async function check(
  watched: Watched,
): Promise<{ readonly seen: Seen; readonly violations: readonly Violation[] }> {
  for (let looks = 1; ; looks++) {
    const seen = await look(watched)
    const violations = judge(seen)
    if (violations.length === 0 || looks === LOOKS) return { seen, violations }
    await sleep(LOOK_MILLIS)
  }
}

/** What became of a violation that was planted. */
export interface Planted {
  readonly rule: string
  readonly what: string
  readonly outcome: 'found' | 'not found' | 'nothing to plant it in'
}

/** The tables that statements may have changed. */
const tablesIn = (statements: readonly string[]): readonly string[] =>
  statements.flatMap((one) =>
    [...one.matchAll(/\b(?:update|into|from) (\w+)/g)].flatMap(([, table]) => table ?? []),
  )

async function plantOne(
  rule: Rule,
  plant: Plant,
  seen: Seen,
  database: pg.Client,
): Promise<Planted['outcome']> {
  const before = rule.find(seen).length
  const planted = plant.inSeen?.(seen)
  if (planted) return rule.find(planted).length > before ? 'found' : 'not found'
  const statements = plant.inBooks?.(seen)
  if (!statements) return 'nothing to plant it in'
  await database.query('begin')
  try {
    for (const statement of statements) await database.query(statement)
    const tables = { ...seen.tables, ...(await readBooks(database, tablesIn(statements))) }
    return rule.find({ ...seen, tables }).length > before ? 'found' : 'not found'
  } finally {
    await database.query('rollback')
  }
}

/** Plants every violation of every rule in what was seen, one at a time, and looks whether its rule finds it. */
export async function plantAll(system: System, seen: Seen): Promise<readonly Planted[]> {
  const database = await connect(system)
  try {
    const planted: Planted[] = []
    for (const rule of RULES)
      for (const plant of rule.plants)
        planted.push({
          rule: rule.name,
          what: plant.what,
          outcome: await plantOne(rule, plant, seen, database),
        })
    return planted
  } finally {
    await database.end().catch(() => {})
  }
}
