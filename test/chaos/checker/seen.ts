// Everything that the checker judges by: rows, documents, answers, messages and ledgers, as they were seen at one moment.
import type { Command } from '../clients/good-client.ts'
import type { Person } from '../clients/people.ts'
import type { Mail, Push } from '../system/outlets.ts'

export type Value =
  | string
  | number
  | boolean
  | null
  | readonly Value[]
  | { readonly [key: string]: Value }

/** A row by its columns: instants as milliseconds, ranges as text, JSON as it is. */
export type Row = Readonly<Record<string, Value>>

/** What a search answered to somebody who has booked nothing. */
export interface Searched {
  readonly professionalId: string
  readonly serviceId: string
  readonly revision: number
  /** `start seatsLeft`, in order. */
  readonly slots: readonly string[]
}

/** What the search over professionals answered of one: the starts that it tells, in order. */
export interface Found {
  readonly professionalId: string
  readonly starts: readonly string[]
}

export interface Seen {
  /** By the functions' clock. */
  readonly now: number
  /** What searches were asked for, `[from, to)`. */
  readonly from: number
  readonly to: number
  /** Every row of every table. */
  readonly tables: Readonly<Record<string, readonly Row[]>>
  /** Every document by its path: timestamps as milliseconds. */
  readonly documents: Readonly<Record<string, Row>>
  readonly searches: readonly Searched[]
  readonly found: readonly Found[]
  readonly commands: readonly Command[]
  readonly mails: readonly Mail[]
  readonly pushes: readonly Push[]
  /** `subscriber professionalId revision` of what subscribers have said to have handled. */
  readonly handled: ReadonlySet<string>
  /** Answers that nobody may get. */
  readonly bad: readonly string[]
  readonly deaths: readonly string[]
  /** Who was erased, and whether their sign-in is gone. */
  readonly erased: readonly { readonly person: Person; readonly isGone: boolean }[]
}

export const rowsOf = ({ tables }: Seen, table: string): readonly Row[] => tables[table] ?? []

/** A column that holds text. */
export const textOf = (row: Row, column: string): string => {
  const value = row[column]
  return typeof value === 'string' ? value : ''
}

/** A column that holds a number, or an instant. */
export const numberOf = (row: Row, column: string): number => Number(row[column] ?? Number.NaN)

/** A value in a sentence. */
export const said = (value: Value | undefined): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')

/** A `tstzrange` as two instants. */
export function rangeOf(row: Row, column: string): readonly [start: number, end: number] {
  const [, start = '', end = ''] =
    /^[[(]"?([^",]*)"?,"?([^",]*)"?[\])]$/.exec(textOf(row, column)) ?? []
  return [Date.parse(start), Date.parse(end)]
}

const FREED = ['cancelled', 'declined', 'expired']

/** Bookings that take seats at that moment. */
export const isLive = (booking: Row, now: number): boolean =>
  !FREED.includes(textOf(booking, 'status')) &&
  !(booking['status'] === 'held' && numberOf(booking, 'hold_expires_at') <= now)

const dateFormats = new Map<string, Intl.DateTimeFormat>()

/** The local date of an instant, `YYYY-MM-DD`. */
export function localDate(at: number, timeZone: string): string {
  const format =
    dateFormats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  dateFormats.set(timeZone, format)
  return format.format(at)
}

export const shown = (at: number): string =>
  Number.isNaN(at) ? 'never' : new Date(at).toISOString()
