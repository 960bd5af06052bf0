// It is booked: when, where it is found again, and how it gets into a calendar.
import { type ComponentType, lazy, Suspense } from 'react'
import { useLocation } from 'wouter'
import type { Offer, ProfessionalDocument } from '../../../../client/index.ts'
import { serverNow } from '../../app/backend.ts'
import type { CalendarEvent } from '../../bookings/calendar-text.ts'
import { Button } from '../../parts/Button.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { t } from '../../words/words.ts'
import { dayIn, rangeIn } from '../../words/when.ts'
import type { Booked as TheBooking } from './flow.ts'
import { theirTime } from '../times/their-time.ts'

// It comes after the news; where it cannot be loaded, the booking's own page has it too.
const AddToCalendar = lazy<ComponentType<{ readonly event: CalendarEvent }>>(async () => {
  try {
    return { default: (await import('../../bookings/AddToCalendar.tsx')).AddToCalendar }
  } catch {
    return { default: () => null }
  }
})

export function Booked({
  booking,
  professional,
  service,
  zone,
  close,
}: {
  readonly booking: TheBooking
  readonly professional: ProfessionalDocument
  readonly service: Offer
  readonly zone: string
  readonly close: () => void
}) {
  const [, go] = useLocation()
  const { bookingId, version, start, end, status } = booking
  const { name, location, timeZone } = professional
  const there = theirTime(zone, timeZone, start, end)
  return (
    <>
      <div className="booked">
        <span className="booked-mark">
          <Icon name={status === 'pending' ? 'clock' : 'check'} size={32} />
        </span>
        <p>
          <strong>{dayIn(zone, start, new Date(serverNow()))}</strong>
          <br />
          <strong className="numbers">{rangeIn(zone, start, end)}</strong>
        </p>
        <p className="muted">
          {[there, service.name, name].filter((part) => part !== undefined).join(' · ')}
        </p>
        {location && <p className="small muted">{location.address}</p>}
        <p className="small">
          {t(status === 'pending' ? 'sheet.requestedWhere' : 'sheet.bookedWhere', { name })}
        </p>
      </div>
      {status !== 'pending' && (
        <Suspense fallback={<div className="block" style={{ height: 48 }} />}>
          <AddToCalendar
            event={{
              bookingId,
              version,
              start,
              end,
              title: t('calendar.title', { service: service.name, name }),
              ...(location && { place: location.address }),
            }}
          />
        </Suspense>
      )}
      <Button isFull onClick={close}>
        {t('action.done')}
      </Button>
      <Button look="quiet" onClick={() => go(`/bookings/${bookingId}`)}>
        {t('sheet.toBooking')}
      </Button>
    </>
  )
}
