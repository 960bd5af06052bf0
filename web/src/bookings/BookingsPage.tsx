// What a client has booked: the next one large and live, what comes after, and what was.
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useAsked } from '../app/live.ts'
import { Button } from '../parts/Button.tsx'
import { OwnZone } from '../parts/OwnZone.tsx'
import { Message, PageState } from '../parts/PageState.tsx'
import { t } from '../words/words.ts'
import { BookingRow, NextCard } from './BookingCard.tsx'
import { isHeld, isUpcoming, ofAnswer, type ShownBooking } from './shown.ts'
import { useBookings } from './use-bookings.ts'
import { useNow } from './use-now.ts'
import './bookings.css'

export function Page() {
  const seen = useBookings()
  const now = useNow()
  return (
    <PageState of={seen} skeleton={<ListSkeleton />}>
      {(bookings) => {
        const upcoming = bookings.filter((one) => isUpcoming(one, now))
        const held = bookings.filter((one) => isHeld(one, now))
        const [next, ...later] = upcoming
        return (
          <>
            <OwnZone others={[...upcoming, ...held].map(toThere)} />
            {next ? <NextCard booking={next} now={now} /> : held.length === 0 && <NothingYet />}
            <Rows title={t('bookings.held')} bookings={held} now={now} />
            <Rows title={t('bookings.upcoming')} bookings={later} now={now} />
            <Past now={now} gone={bookings.filter((one) => isOff(one, now))} />
          </>
        )
      }}
    </PageState>
  )
}

/** Whether it would still come, had it not been given up. */
const isOff = ({ status, start }: ShownBooking, now: number): boolean =>
  (status === 'cancelled' || status === 'declined') && start.getTime() > now

const toThere = ({ timeZone, start }: ShownBooking) => ({ timeZone, at: start })

function NothingYet() {
  const [, go] = useLocation()
  return (
    <Message
      icon="calendar"
      title={t('bookings.nothing')}
      action={{ label: t('gate.toFind'), do: () => go('/') }}
    >
      {t('bookings.nothingWhy')}
    </Message>
  )
}

function Rows({
  title,
  bookings,
  now,
}: {
  readonly title: string
  readonly bookings: readonly ShownBooking[]
  readonly now: number
}) {
  if (bookings.length === 0) return null
  return (
    <section className="stack-tight" aria-label={title}>
      <h2>{title}</h2>
      <List bookings={bookings} now={now} />
    </section>
  )
}

/** Folded until it is asked for. */
function Past({ gone, now }: { readonly gone: readonly ShownBooking[]; readonly now: number }) {
  const [isOpen, setIsOpen] = useState(false)
  const [to] = useState(now)
  return (
    <details className="past" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{t('bookings.past')}</summary>
      {isOpen && (
        <div className="stack-tight">
          <List bookings={gone} now={now} />
          <PastPage to={to} now={now} />
        </div>
      )}
    </details>
  )
}

function List({
  bookings,
  now,
}: {
  readonly bookings: readonly ShownBooking[]
  readonly now: number
}) {
  if (bookings.length === 0) return null
  return (
    <ul className="stack-tight">
      {bookings.map((booking) => (
        <li key={booking.bookingId}>
          <BookingRow booking={booking} now={now} />
        </li>
      ))}
    </ul>
  )
}

const PAGE = 20

function PastPage({
  to,
  token,
  now,
}: {
  readonly to: number
  readonly token?: string
  readonly now: number
}) {
  const [hasMore, setHasMore] = useState(false)
  const seen = useAsked(`past ${to} ${token}`, (client, signal) =>
    client.call.listBookings(
      {
        as: 'client',
        to: new Date(to),
        order: 'desc',
        pageSize: PAGE,
        ...(token !== undefined && { pageToken: token }),
      },
      { signal },
    ),
  )
  return (
    <PageState of={seen} skeleton={<div className="block" style={{ height: 64 }} />}>
      {({ bookings, nextPageToken }) => {
        const past = bookings.map(ofAnswer).filter((one) => !isUpcoming(one, now))
        return (
          <>
            <List bookings={past} now={now} />
            {past.length === 0 && token === undefined && (
              <p className="muted small">{t('bookings.noPast')}</p>
            )}
            {nextPageToken !== undefined &&
              (hasMore ? (
                <PastPage to={to} token={nextPageToken} now={now} />
              ) : (
                <Button look="secondary" onClick={() => setHasMore(true)}>
                  {t('find.more')}
                </Button>
              ))}
          </>
        )
      }}
    </PageState>
  )
}

function ListSkeleton() {
  return (
    <>
      <div className="block" style={{ height: 176 }} />
      <div className="block" style={{ height: 72 }} />
      <div className="block" style={{ height: 72 }} />
    </>
  )
}
