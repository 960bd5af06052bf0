// Whether a client came: said of each booking by itself, and taken back where it was a mistake.
import { begin } from '../../app/begin.ts'
import { useIsOnline } from '../../app/online.ts'
import { Button } from '../../parts/Button.tsx'
import { t } from '../../words/words.ts'
import type { AgendaDocument } from '../../../../client/index.ts'
import type { Steps } from '../day/calendar.ts'

/** How long after its end it can be said. */
const CORRECTED_MILLIS = 7 * 86_400_000

export function NoShow({
  booking,
  steps,
  now,
}: {
  readonly booking: AgendaDocument
  readonly steps: Steps
  readonly now: Date
}) {
  const isOnline = useIsOnline()
  const { bookingId, status, start, end } = booking
  const isNoShow = status === 'no-show'
  // Who is not there yet may still come; who will not come cancels.
  const isOpen = status === 'in-progress' || (status === 'confirmed' && start <= now)
  const isPast =
    (status === 'completed' || isNoShow) && now.getTime() <= end.getTime() + CORRECTED_MILLIS
  if (!isOpen && !isPast) return null
  const step = isNoShow ? 'finished' : 'no-show'
  const name = booking.client?.name ?? t('day.booking.client')
  return (
    <Button
      look="quiet"
      disabled={!isOnline}
      aria-label={t(isNoShow ? 'day.step.cameOf' : 'day.step.noShowOf', { name })}
      onClick={() =>
        begin(
          steps.send([bookingId], { status: isNoShow ? 'completed' : 'no-show' }, ({ call }) =>
            call.reportProgress({ bookingId, step }),
          ),
        )
      }
    >
      {t(isNoShow ? 'day.step.came' : 'day.step.noShow')}
    </Button>
  )
}
