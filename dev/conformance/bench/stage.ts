// The calendar on which a run plays: closed on every day but those that a check opens for itself.
import * as z from 'zod'
import type { Account } from '../target/accounts.ts'
import { granted } from './expect.ts'
import type { Ask, Reply } from './line.ts'
import { Unable } from './outcome.ts'
import { Anything, SavedProfessional, SavedService } from './shapes.ts'
import { dateAfter, instantOf, toText, wallAt } from './zone.ts'

/** What every calendar of a run is called: whoever finds one knows what it is. */
export const NAME = 'Conformance check'

export interface Stage {
  readonly owner: Account
  readonly professionalId: string
  readonly zone: string
  /** 30 minutes, one seat. */
  readonly talk: string
  /** 60 minutes, three seats. */
  readonly group: string
  /** 30 minutes, on request. */
  readonly request: string
  /** Gives a check a date of its own, with these hours. */
  readonly open: (...hours: readonly (readonly [start: string, end: string])[]) => Promise<Day>
}

export interface Day {
  readonly date: string
  /** A wall time of that date, as an instant in text. */
  readonly at: (time: string) => string
  /** The whole date, as a search takes it. */
  readonly range: { readonly from: string; readonly to: string }
}

type Call = (ask: Ask) => Promise<Reply>

const Account_ = z.looseObject({ professionalId: z.string().optional() })
const Found = z.looseObject({ professional: z.looseObject({ name: z.string() }) })

/** Behind what checks of today and of notice touch. */
const FIRST_DAYS = 3
const HORIZON_DAYS = 400

/** A date of a zone by its wall clock. */
export function dayOf(date: string, zone: string): Day {
  const at = (time: string) => toText(instantOf(date, time, zone))
  return { date, at, range: { from: at('00:00'), to: at('24:00') } }
}

/** An owner's calendar is made by this; one that they had before is not touched. */
export async function makeCalendar(
  call: Call,
  owner: Account,
  professional: { readonly name: string; readonly timeZone: string },
): Promise<{ readonly professionalId: string; readonly revision: number }> {
  const known = granted(await call({ name: 'get-account', as: owner }), Account_)
  if (known.professionalId !== undefined) {
    const query = { professionalId: known.professionalId }
    const found = granted(await call({ name: 'get-professional', as: owner, query }), Found)
    if (!found.professional.name.startsWith(NAME))
      throw new Unable(
        `The account of "${owner.role}" has a calendar ("${found.professional.name}") that no run has made. ` +
          'Hand in one without a calendar.',
      )
  }
  const body = { ...professional, active: true, policy: { horizonDays: HORIZON_DAYS } }
  const saved = granted(
    await call({ name: 'save-professional', as: owner, body }),
    SavedProfessional,
  )
  return { professionalId: saved.professional.professionalId, revision: saved.revision }
}

/** Sets the stage up. */
export async function makeStage(
  call: Call,
  owner: Account,
  { name, zone, now }: { readonly name: string; readonly zone: string; readonly now: number },
): Promise<Stage> {
  const { professionalId } = await makeCalendar(call, owner, { name, timeZone: zone })
  const save = async (body: object) =>
    granted(await call({ name: 'save-service', as: owner, body }), SavedService).service.serviceId
  const [talk, group, request] = [
    await save({ name: 'Talk', durationMinutes: 30 }),
    await save({ name: 'Group', durationMinutes: 60, capacity: 3 }),
    await save({ name: 'On request', durationMinutes: 30, approval: 'manual' }),
  ]
  const today = wallAt(now, zone).date
  let days = FIRST_DAYS
  const pools = new Map<string, Pool>()
  const openSome = async (intervals: readonly object[], count: number): Promise<string[]> => {
    const dates = Array.from({ length: count }, (_, i) => dateAfter(today, days + i))
    days += count // before anybody waits: two at once have dates of their own
    const body = { dates, intervals }
    granted(await call({ name: 'set-date-hours', as: owner, body }), Anything)
    return dates
  }
  return {
    owner,
    professionalId,
    zone,
    talk,
    group,
    request,
    open: async (...hours) => {
      const intervals = hours.map(([start, end]) => ({ start, end }))
      const key = JSON.stringify(intervals)
      const pool = pools.get(key) ?? { dates: [], next: 1 }
      pools.set(key, pool)
      const size = pool.next
      if (pool.dates.length === 0) {
        pool.next = Math.min(2 * size, POOL_MAX)
        pool.dates.push(...(await openSome(intervals, size)))
      }
      const date = pool.dates.shift() ?? (await openSome(intervals, 1))[0] ?? today
      return dayOf(date, zone)
    },
  }
}

/** Dates with the same hours, opened by one command: an owner may send only so many of these. */
interface Pool {
  readonly dates: string[]
  next: number
}
const POOL_MAX = 8
