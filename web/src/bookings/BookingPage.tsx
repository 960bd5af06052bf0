// One booking: when and how it goes, what may still be changed, and what happened to it.
import { lazy, Suspense, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { useAsked, useLive } from '../app/live.ts'
import { useIsOnline } from '../app/online.ts'
import type { PageProps } from '../app/route.ts'
import { useAccount, useViewerZone } from '../app/session.ts'
import { ContactLinks } from '../book/BookHeader.tsx'
import { Button } from '../parts/Button.tsx'
import { Message, PageState } from '../parts/PageState.tsx'
import { t } from '../words/words.ts'
import { momentIn } from '../words/when.ts'
import { AddToCalendar } from './AddToCalendar.tsx'
import { BookingFacts } from './BookingFacts.tsx'
import { type Entry } from './history.ts'
import { HistoryList } from './HistoryList.tsx'
import { MoveTimes } from './MoveTimes.tsx'
import { changeable, isUpcoming, ofAnswer, type ShownBooking } from './shown.ts'
import { useBookings } from './use-bookings.ts'
import { useNow } from './use-now.ts'
import './bookings.css'

const CancelSheet = lazy(async () => ({
  default: (await import('./CancelSheet.tsx')).CancelSheet,
}))

interface Known {
  readonly booking: ShownBooking
  readonly history: readonly Entry[] | undefined
}

export function Page({ params: { id = '' } }: PageProps) {
  const live = useBookings().data?.find(({ bookingId }) => bookingId === id)
  const [changes, setChanges] = useState(0)
  const key = `booking ${id} ${live?.version} ${live?.status} ${changes}`
  const asked = useAsked(key, (client, signal) =>
    client.call.getBooking({ bookingId: id }, { signal }),
  )
  const answered = asked.data && ofAnswer(asked.data.booking)
  const booking = live && live.version >= (answered?.version ?? 0) ? live : answered
  const known: Known | undefined = booking && { booking, history: asked.data?.history }
  // What is no booking's address at all is refused as a request, and means the same.
  const isNone = asked.state === 'denied' || asked.failure?.kind === 'refused'
  if (!booking && isNone) return <NotYours />
  return (
    <PageState
      of={{ ...asked, data: known, state: live && asked.state === 'failed' ? 'live' : asked.state }}
      skeleton={<BookingSkeleton />}
    >
      {({ booking: shown, history }) => (
        <Detail
          booking={shown}
          history={history}
          hasChanged={() => setChanges((before) => before + 1)}
        />
      )}
    </PageState>
  )
}

function NotYours() {
  const [path, go] = useLocation()
  const account = useAccount()
  const next = encodeURIComponent(path)
  return (
    <Message
      icon="eye"
      title={t('booking.notYours')}
      action={{ label: t('gate.switch'), do: () => go(`/sign-in?switch=1&next=${next}`) }}
      other={{ label: t('booking.toYours'), do: () => go('/bookings') }}
    >
      {t('booking.notYoursWhy', { email: account?.email ?? t('gate.thisAccount') })}
    </Message>
  )
}

function Detail({ booking, history, hasChanged }: Known & { readonly hasChanged: () => void }) {
  const zone = useViewerZone()
  const now = useNow()
  const account = useAccount()
  const isMoving = new URLSearchParams(useSearch()).has('move')
  const [path, go] = useLocation()
  const { data: professional } = useLive('watchProfessional', {
    professionalId: booking.professionalId,
  })
  const [movedTo, setMovedTo] = useState<Date>()
  const isOwn = account?.uid === booking.clientUid
  const { canMove } = changeable(booking, now)
  if (isMoving && isOwn && canMove && professional)
    return (
      <MoveTimes
        booking={booking}
        professional={professional}
        leave={() => go(path, { replace: true })}
        moved={(start) => {
          setMovedTo(start)
          hasChanged()
          go(path, { replace: true })
        }}
      />
    )
  return (
    <div className="booking">
      {movedTo?.getTime() === booking.start.getTime() && isUpcoming(booking, now) && (
        <p className="notice good" role="status">
          <span>{t('move.done', { when: momentIn(zone, movedTo) })}</span>
        </p>
      )}
      <BookingFacts
        booking={booking}
        zone={zone}
        now={now}
        place={professional?.location?.address}
      />
      {isOwn ? (
        <Actions
          booking={booking}
          now={now}
          zone={zone}
          place={professional?.location?.address}
          contact={<ContactLinks contact={professional?.contact} />}
          hasContact={professional?.contact !== undefined && professional.contact !== null}
          hasChanged={hasChanged}
        />
      ) : (
        <p className="notice">
          <span>{t('booking.asProfessional')}</span>
          <Link href="/pro/agenda" className="button quiet">
            {t('tab.agenda')}
          </Link>
        </p>
      )}
      {history && <HistoryList history={history} zone={zone} name={booking.professionalName} />}
    </div>
  )
}

function Actions({
  booking,
  now,
  zone,
  place,
  contact,
  hasContact,
  hasChanged,
}: {
  readonly booking: ShownBooking
  readonly now: number
  readonly zone: string
  readonly place: string | undefined
  readonly contact: React.ReactNode
  readonly hasContact: boolean
  readonly hasChanged: () => void
}) {
  const [path, go] = useLocation()
  const isOnline = useIsOnline()
  const [isCancelling, setIsCancelling] = useState<boolean>()
  const { canCancel, canMove, cancelUntil, isTooLate } = changeable(booking, now)
  const { bookingId, version, start, end, serviceName: service, professionalName: name } = booking
  const isConfirmed = booking.status === 'confirmed' && start.getTime() > now
  return (
    <section className="stack" aria-label={t('booking.actions')}>
      {!isOnline && <p className="small muted">{t('booking.offline')}</p>}
      {(canMove || canCancel) && (
        <div className="booking-actions">
          {canMove && (
            <Button
              look="secondary"
              aria-disabled={!isOnline || undefined}
              onClick={isOnline ? () => go(`${path}?move=1`) : undefined}
            >
              {t('booking.move')}
            </Button>
          )}
          {canCancel && (
            <Button
              look="danger"
              aria-disabled={!isOnline || undefined}
              onClick={isOnline ? () => setIsCancelling(true) : undefined}
            >
              {t(booking.status === 'pending' ? 'booking.takeBack' : 'booking.cancel')}
            </Button>
          )}
        </div>
      )}
      {canCancel && cancelUntil && (
        <p className="small muted">{t('policy.until', { when: momentIn(zone, cancelUntil) })}</p>
      )}
      {isTooLate && (
        <div className="stack-tight">
          <p>
            {t(
              canCancel ? 'booking.lateToMove' : canMove ? 'booking.lateToCancel' : 'booking.late',
            )}
            {hasContact && ` ${t('booking.reach', { name })}`}
          </p>
          {contact}
        </div>
      )}
      {isConfirmed && (
        <AddToCalendar
          event={{
            bookingId,
            version,
            start,
            end,
            title: t('calendar.title', { service, name }),
            ...(place !== undefined && { place }),
          }}
        />
      )}
      <Link
        className="button quiet"
        href={`/p/${booking.professionalId}?service=${booking.serviceId}`}
      >
        {t('booking.again')}
      </Link>
      {isCancelling !== undefined && (
        <Suspense fallback={null}>
          <CancelSheet
            isOpen={isCancelling}
            close={() => setIsCancelling(false)}
            booking={booking}
            zone={zone}
            hasChanged={hasChanged}
          />
        </Suspense>
      )}
    </section>
  )
}

function BookingSkeleton() {
  return (
    <>
      <div className="block" style={{ height: 208 }} />
      <div className="block" style={{ height: 48 }} />
      <div className="block" style={{ height: 140 }} />
    </>
  )
}
