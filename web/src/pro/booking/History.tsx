// What has happened to a booking, the latest last.
import type { ActorKind, ChangeType } from '../../../../client/index.ts'
import { useAsked } from '../../app/live.ts'
import { type Key, t } from '../../words/words.ts'
import { soonIn } from '../../words/when.ts'
import { rulesText } from '../day/words.ts'

const BY: Readonly<Record<ActorKind, Key>> = {
  client: 'day.by.client',
  professional: 'day.by.professional',
  admin: 'day.by.admin',
  system: 'day.by.system',
}

const WORDS: Partial<Record<ChangeType, Key>> = {
  'booking.held': 'day.history.held',
  'booking.requested': 'day.history.requested',
  'booking.confirmed': 'day.history.confirmed',
  'booking.declined': 'day.history.declined',
  'booking.cancelled': 'day.history.cancelled',
  'booking.rescheduled': 'day.history.rescheduled',
  'booking.expired': 'day.history.expired',
  'booking.started': 'day.history.started',
  'booking.delayed': 'day.history.delayed',
  'booking.completed': 'day.history.completed',
  'booking.no-show': 'day.history.noShow',
}

export function History({
  bookingId,
  version,
  zone,
  now,
}: {
  readonly bookingId: string
  readonly version: number
  readonly zone: string
  readonly now: Date
}) {
  const { data, failure } = useAsked(`history ${bookingId} ${version}`, ({ call }, signal) =>
    call.getBooking({ bookingId }, { signal }),
  )
  if (failure) return <p className="small muted">{failure.sentence}</p>
  if (!data) return <div className="block" style={{ height: 48 }} />
  return (
    <ol className="history small">
      {data.history.map(({ at, type, by, override }) => {
        const word = WORDS[type]
        if (!word) return null
        return (
          <li key={`${at} ${type}`}>
            <span>
              {t(word)} · {t(BY[by])}
              {override && override.length > 0 && (
                <span className="muted">
                  {' '}
                  {t('day.history.override', {
                    rules: rulesText(override),
                  })}
                </span>
              )}
            </span>
            <span className="muted numbers">{soonIn(zone, new Date(at), now)}</span>
          </li>
        )
      })}
    </ol>
  )
}
