// From this time to that one: asked once, then sent; where the time is gone, others stand in the same sheet.
import { useState } from 'react'
import { Refusal } from '../../../client/index.ts'
import { serverNow } from '../app/backend.ts'
import { begin } from '../app/begin.ts'
import { useSending } from '../app/live.ts'
import { openKeys } from '../book/times/keys.ts'
import { OtherTimes } from '../book/sheet/OtherTimes.tsx'
import { theirTime } from '../book/times/their-time.ts'
import { Button } from '../parts/Button.tsx'
import { SendFailure } from '../parts/PageState.tsx'
import { Sheet } from '../parts/Sheet.tsx'
import { t } from '../words/words.ts'
import { soonIn } from '../words/when.ts'
import type { ShownBooking } from './shown.ts'

export function MoveSheet({
  isOpen,
  close,
  booking,
  isDecided,
  to,
  choose,
  zone,
  nextFree,
  moved,
}: {
  readonly isOpen: boolean
  readonly close: () => void
  readonly booking: ShownBooking
  /** Whether the professional decides on it anew. */
  readonly isDecided: boolean
  readonly to: Date
  readonly choose: (start: Date) => void
  readonly zone: string
  readonly nextFree: Date | null
  readonly moved: (start: Date) => void
}) {
  const { isSending, failure, error, send, clear } = useSending()
  const [keyOf] = useState(openKeys)
  const { bookingId, version, start, end, timeZone, professionalName: name } = booking
  const now = new Date(serverNow())
  const toEnd = new Date(to.getTime() + end.getTime() - start.getTime())
  const there = theirTime(zone, timeZone, to, toEnd)
  const isGone = error instanceof Refusal && error.status === 409 && error.alternatives.length > 0
  const leave = () => {
    clear()
    close()
  }
  const move = async () => {
    const input = { bookingId, start: to, version }
    const answer = await send((client) =>
      client.call.rescheduleBooking(input, { idempotencyKey: keyOf(input) }),
    )
    if (answer) moved(new Date(answer.booking.start))
  }
  return (
    <Sheet isOpen={isOpen} title={t('move.title')} onClose={leave}>
      <div className="stack">
        {isGone ? (
          <OtherTimes
            zone={zone}
            sentence={failure?.sentence ?? ''}
            starts={error.alternatives.map((slot) => new Date(slot.start))}
            nextFree={nextFree}
            hold={(other) => {
              clear()
              choose(other)
            }}
          />
        ) : (
          <>
            <dl className="move-times numbers">
              <div>
                <dt className="small muted">{t('move.old')}</dt>
                <dd className="old">{soonIn(zone, start, now)}</dd>
              </div>
              <div>
                <dt className="small muted">{t('move.new')}</dt>
                <dd>
                  <strong>{soonIn(zone, to, now)}</strong>
                  {there !== undefined && <span className="small muted"> {there}</span>}
                </dd>
              </div>
            </dl>
            <p className="small">{t(isDecided ? 'move.decided' : 'move.told', { name })}</p>
            <SendFailure failure={failure} />
            <Button isFull isBusy={isSending} onClick={() => begin(move())}>
              {t('booking.move')}
            </Button>
          </>
        )}
      </div>
    </Sheet>
  )
}
