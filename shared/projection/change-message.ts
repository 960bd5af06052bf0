// A change as its message and answers show it.
import type { ChangeMessage } from '../contract/messages/change.ts'
import { withoutUnset } from '../contract/values/unset.ts'
import type { Render } from './shown.ts'

/** A change with its instant rendered. */
export function toChange<T>(change: ChangeMessage, render: Render<T>) {
  const { changeId, causeId, type, professionalId, revision, at, by, dates } = change
  const { bookingId, appointmentId, serviceId } = change
  return {
    changeId,
    causeId,
    type,
    professionalId,
    revision,
    at: render(at),
    by: { kind: by.kind },
    dates,
    ...withoutUnset({ bookingId, appointmentId, serviceId }),
  }
}
