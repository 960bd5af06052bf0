// A change as a row, and how it becomes the message of it.
import { sql } from 'kysely'
import type { ChangeMessage, ChangeType } from '../../contract/change.ts'
import type { ActorKind } from '../../contract/status.ts'
import type { Instant } from '../../time/instant.ts'
import { millis } from './calendar-row.ts'

/** The columns of a change `c`. */
export const CHANGE = sql`c.change_id as "changeId", coalesce(c.cause_id, c.change_id) as "causeId", c.type, c.professional_id as "professionalId", c.revision,
  ${millis(sql`c.at`)} as at, c.by_kind as "byKind", c.dates, c.booking_id as "bookingId",
  c.appointment_id as "appointmentId", c.service_id as "serviceId"`

/** What {@link CHANGE} selects. */
export interface ChangeRow {
  readonly changeId: string
  readonly causeId: string
  readonly type: ChangeType
  readonly professionalId: string
  readonly revision: number
  readonly at: Instant
  readonly byKind: ActorKind
  readonly dates: readonly string[] | null
  readonly bookingId: string | null
  readonly appointmentId: string | null
  readonly serviceId: string | null
}

/** The message of a row. */
export function toChangeMessage({
  byKind,
  dates,
  bookingId,
  appointmentId,
  serviceId,
  ...row
}: ChangeRow): ChangeMessage {
  return {
    ...row,
    by: { kind: byKind },
    dates: dates ?? 'all',
    ...(bookingId !== null && { bookingId }),
    ...(appointmentId !== null && { appointmentId }),
    ...(serviceId !== null && { serviceId }),
  }
}
