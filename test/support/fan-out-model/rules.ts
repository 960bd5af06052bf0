// What must hold of the fan-out's model, whatever happens in which order.
import { isEmptyDay } from '../../../shared/projection/day-documents.ts'
import type { Ticket } from '../../../shared/realtime/mirror.ts'
import { nameOf } from '../../../shared/realtime/unwritten.ts'
import { formatDate, parseDate } from '../../../shared/time/date.ts'
import type { MirrorAt } from './mirror.ts'
import { DAYS } from './step.ts'
import { FIRST_REVISION, RESERVED, TODAY } from './truth.ts'
import type { Refuses } from './worker.ts'

export interface Rules {
  /** Batches may be ahead of the watermark while their last one is not written. */
  readonly isAheadAllowed: boolean
  readonly isWatermarkChecked: boolean
  readonly refuses: Refuses
}

function isContent(mirror: MirrorAt, path: string, wanted: ReadonlyMap<string, string>): boolean {
  const stored = mirror.documents.get(path)
  const isNone =
    !stored ||
    (path.startsWith(DAYS) &&
      isEmptyDay(stored.content as unknown as Parameters<typeof isEmptyDay>[0]))
  return wanted.get(path) === (isNone ? undefined : stored.text)
}

/** The documents by the day on which they are, and by how many changes were made. */
export type Documents = readonly (readonly ReadonlyMap<string, string>[])[]

/** A point of history, and the day on which it is looked at. */
export interface Point {
  readonly made: number
  readonly day: number
}

/** Documents of days that are over are left to their end. */
const isOver = (path: string, day: number): boolean =>
  path.startsWith(DAYS) && path < DAYS + formatDate(TODAY + day)

/** Whether a document as it is wanted is one that cannot be written. */
const isUnwritable = (path: string, wanted: ReadonlyMap<string, string>, refuses: Refuses) => {
  const text = wanted.get(path)
  return text !== undefined && (path.includes(RESERVED) || refuses(path, text))
}

/** What is wrong with the documents, at the watermark or at the end of history. */
export function faultOf(
  mirror: MirrorAt,
  contents: Documents,
  { made, day }: Point,
  { isAheadAllowed, refuses }: Rules,
): string | undefined {
  const from = Math.max(0, made)
  const present = contents[day]?.slice(made, made + 1) ?? []
  const ahead = contents.slice(day).flatMap((one) => one.slice(from))
  const before = contents.slice(0, day + 1).flatMap((one) => one.slice(0, from + 1))
  const allowed = isAheadAllowed ? ahead : present
  const point = `revision ${made + FIRST_REVISION} on day ${day}`
  const known = contents.flatMap((days) => days.flatMap((one) => [...one.keys()]))
  const paths = [...new Set([...mirror.documents.keys(), ...known])].filter(
    (path) => !isOver(path, day),
  )
  const named = mirror.ticket?.unwritten ?? {}
  for (const path of paths) {
    const isNamed = nameOf(path) in named
    // What could not be written is as it was at some time before, or was never there.
    const as = isNamed ? [...before, ...allowed, new Map()] : allowed
    if (!as.some((wanted) => isContent(mirror, path, wanted)))
      return `${path} is not as at ${point}`
    if (!isAheadAllowed && isNamed !== present.some((one) => isUnwritable(path, one, refuses)))
      return `the ticket ${isNamed ? 'names' : 'does not name'} ${path} as unwritten at ${point}`
  }
  const names = paths.map(nameOf)
  const stranger = Object.keys(named).find((name) => !names.includes(name))
  return stranger === undefined ? undefined : `the ticket names ${stranger}, which is none`
}

/** The day as of which a ticket says that its documents are. */
export const dayOf = (ticket: Ticket | undefined): number =>
  (parseDate(ticket?.date ?? '') ?? TODAY) - TODAY

export function regression(before: MirrorAt, after: MirrorAt): string | undefined {
  if ((after.ticket?.revision ?? 0) < (before.ticket?.revision ?? 0))
    return 'the watermark goes back'
  if (dayOf(after.ticket) < dayOf(before.ticket)) return 'the date goes back'
  for (const [path, { revision, text }] of before.documents) {
    const now = after.documents.get(path)
    if (now && now.revision < revision && now.text !== text) return `${path} goes back`
  }
  return undefined
}
