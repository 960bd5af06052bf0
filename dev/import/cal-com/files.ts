// A folder of Cal.com's answers: me.json, schedules.json, event-types.json, bookings.json, out-of-office.json; pages as bookings-2.json.
import { type Finding, finding } from '../plan/finding.ts'
import type { SourceFile } from '../read/files.ts'
import { type Entry, listOf, readEntries, totalOf } from '../read/json.ts'
import { Unreadable } from '../read/unreadable.ts'
import { Booking, EventType, Me, OutOfOffice, Schedule } from './shapes.ts'

export interface CalComExport {
  readonly me: Entry<Me>
  readonly schedules: readonly Entry<Schedule>[]
  readonly eventTypes: readonly Entry<EventType>[]
  readonly bookings: readonly Entry<Booking>[]
  readonly outOfOffice: readonly Entry<OutOfOffice>[]
}

const KINDS = ['me', 'schedules', 'event-types', 'bookings', 'out-of-office'] as const

/** `bookings.json`, `bookings-2.json` and `Bookings_2.json` are pages of bookings. */
const kindOf = (name: string) =>
  KINDS.find((kind) => new RegExp(`^${kind}([-_.]\\d+)?\\.json$`, 'i').test(name))

/** Pages of bookings that nobody has fetched. */
function tellOfMissingPages(files: readonly SourceFile[], findings: Finding[]): void {
  const [first] = files
  const total = Math.max(0, ...files.map((file) => totalOf(file) ?? 0))
  const found = files.reduce((sum, file) => sum + listOf(file).length, 0)
  if (!first || found >= total) return
  const at = { file: first.name }
  const reason = `the files have ${found} of ${total} bookings`
  const done = 'fetch the further pages as bookings-2.json and so on, and run again'
  findings.push(finding('left out', at, 'pagination.totalItems', total, reason, done))
}

/** Reads the folder. @throws Unreadable where it is not one of Cal.com's answers */
export function readCalCom(files: readonly SourceFile[], findings: Finding[]): CalComExport {
  const stranger = files.find(({ name }) => kindOf(name) === undefined)
  if (stranger)
    throw new Unreadable(
      `${stranger.name}: is none of ${KINDS.map((kind) => `${kind}.json`).join(', ')} (or a further page such as bookings-2.json)`,
    )
  const of = (kind: (typeof KINDS)[number]) => files.filter(({ name }) => kindOf(name) === kind)
  const [me] = readEntries(of('me'), Me, findings)
  if (!me)
    throw new Unreadable(
      of('me').length === 0
        ? 'me.json: is missing; it is the answer of GET /v2/me'
        : `me.json: ${findings[0]?.field ?? ''} ${findings[0]?.reason ?? 'is not understood'}`,
    )
  tellOfMissingPages(of('bookings'), findings)
  return {
    me,
    schedules: readEntries(of('schedules'), Schedule, findings),
    eventTypes: readEntries(of('event-types'), EventType, findings),
    bookings: readEntries(of('bookings'), Booking, findings),
    outOfOffice: readEntries(of('out-of-office'), OutOfOffice, findings),
  }
}
