// What the agenda's address says: which days, which view, which booking is open, what is being added.
import { parseDate, parseWallTime } from '../../../../shared/time/date.ts'

/** A time that is being added, as a form has it; without times only the form is open. */
export interface Adding {
  readonly date?: string
  readonly start?: string
  readonly end?: string
}

export interface Address {
  readonly date: string | undefined
  readonly view: string | null
  readonly booking: string | undefined
  readonly adding: Adding | undefined
  /** What is added. */
  readonly kind: Kind
}

export type Kind = 'book' | 'block'

/** Reads a query string; what makes no sense in it is left out. */
export function readAddress(search: string): Address {
  const params = new URLSearchParams(search)
  const date = params.get('date')
  const add = params.get('add')
  return {
    date: date !== null && parseDate(date) !== undefined ? date : undefined,
    view: params.get('view'),
    booking: params.get('booking') ?? undefined,
    adding: add === null ? undefined : readAdding(add),
    kind: params.get('kind') === 'block' ? 'block' : 'book',
  }
}

const ADDING = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)-(\d\d:\d\d)$/

function readAdding(text: string): Adding {
  const [, date, start, end] = ADDING.exec(text) ?? []
  const isTime = date !== undefined && parseDate(date) !== undefined
  if (!isTime || start === undefined || end === undefined) return {}
  if (parseWallTime(start) === undefined || parseWallTime(end) === undefined) return { date }
  return { date, start, end }
}

/** `2026-11-26T13:00-13:45` */
export function writeAdding({ date, start, end }: Required<Adding>): string {
  return `${date}T${start}-${end}`
}

/** The query string with some of it changed; undefined takes out. */
export function withChange(
  search: string,
  change: Readonly<Record<string, string | undefined>>,
): string {
  const params = new URLSearchParams(search)
  for (const [name, value] of Object.entries(change))
    if (value === undefined) params.delete(name)
    else params.set(name, value)
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}
