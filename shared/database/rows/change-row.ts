// A change as a row, and how it becomes the message of it.
import type {
  AppointmentId,
  BookingId,
  CauseId,
  ChangeId,
  ProfessionalId,
  ServiceId,
} from '../../contract/values/ids.ts'
import type { ExpressionBuilder } from 'kysely'
import type { ChangeMessage, ChangeType } from '../../contract/messages/change.ts'
import type { ActorKind } from '../../contract/status.ts'
import type { Instant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { millis } from './instants.ts'

/** The columns of a change `c`. */
export const changeColumns = (eb: ExpressionBuilder<{ c: Database['changes'] }, 'c'>) => [
  eb.ref('c.change_id').as('changeId'),
  eb.fn.coalesce('c.cause_id', 'c.change_id').as('causeId'),
  // Saves alone write changes, with types and makers of these closed sets.
  eb.ref('c.type').$castTo<ChangeType>().as('type'),
  eb.ref('c.professional_id').as('professionalId'),
  eb.ref('c.revision').as('revision'),
  millis(eb.ref('c.at')).as('at'),
  eb.ref('c.by_kind').$castTo<ActorKind>().as('byKind'),
  eb.ref('c.dates').as('dates'),
  eb.ref('c.booking_id').as('bookingId'),
  eb.ref('c.appointment_id').as('appointmentId'),
  eb.ref('c.service_id').as('serviceId'),
]

/** What {@link changeColumns} select. */
export interface ChangeRow {
  readonly changeId: ChangeId
  readonly causeId: CauseId
  readonly type: ChangeType
  readonly professionalId: ProfessionalId
  readonly revision: number
  readonly at: Instant
  readonly byKind: ActorKind
  readonly dates: readonly string[] | null
  readonly bookingId: BookingId | null
  readonly appointmentId: AppointmentId | null
  readonly serviceId: ServiceId | null
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
