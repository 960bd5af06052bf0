// Effects of one decision after another, as one save.
import type { Effects } from './effects.ts'
import { mergeSteps } from './steps.ts'

/** What both come to; each row once, with the later one's final values. `later` was decided on what `earlier` left. */
export function mergeEffects(earlier: Effects, later: Effects): Effects {
  if (earlier.changes.length === 0) return later
  const changed = new Map(
    [...(earlier.changedAppointments ?? []), ...(later.changedAppointments ?? [])].map((one) => [
      one.appointmentId,
      one,
    ]),
  )
  return {
    ...earlier,
    ...later,
    changedAppointments: [...changed.values()],
    bookingSteps: mergeSteps([...(earlier.bookingSteps ?? []), ...(later.bookingSteps ?? [])]),
    changes: [...earlier.changes, ...later.changes],
  }
}
