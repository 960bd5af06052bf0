// The days as a grid: what is booked, when there is time, what is blocked; adding, moving, cancelling.
import { useMediaQuery } from '@mantine/hooks'
import { lazy, Suspense, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import type { ScheduleDocument } from '../../../../client/index.ts'
import type { Seen } from '../../app/live.ts'
import { PageState, Skeleton } from '../../parts/PageState.tsx'
import { t } from '../../words/words.ts'
import { addDays, dateIn, wallTimeIn } from '../../words/when.ts'
import { type Appointment, toAppointments } from '../day/appointments.ts'
import { useBookings, useSchedule, useSteps, within } from '../day/calendar.ts'
import { useNow } from '../day/now.ts'
import { patched, type Patch } from '../day/patches.ts'
import { startOf } from '../day/wall.ts'
import { titleOf } from '../day/words.ts'
import { type Kind, readAddress, withChange, writeAdding } from './address.ts'
import { Blocked } from './Blocked.tsx'
import { backgroundOf, eventsOf } from './events.ts'
import { letKeysScroll } from './keys-scroll.ts'
import type { Move } from './MoveDialog.tsx'
import { rangeOf, viewOf } from './range.ts'
import { scrollTimeOf } from './scroll-time.ts'
import { Toast } from './Toast.tsx'
import { Toolbar } from './Toolbar.tsx'
import { useHours } from './use-hours.ts'
import { useUnchanged } from './unchanged.ts'
import '../day/day.css'
import './agenda.css'

const Calendar = lazy(async () => ({ default: (await import('./Calendar.tsx')).Calendar }))
const BookingSheet = lazy(async () => ({
  default: (await import('../booking/BookingSheet.tsx')).BookingSheet,
}))
const AddSheet = lazy(async () => ({ default: (await import('./AddSheet.tsx')).AddSheet }))
const MoveDialog = lazy(async () => ({ default: (await import('./MoveDialog.tsx')).MoveDialog }))

export function Page() {
  const schedule = useSchedule()
  return (
    <PageState of={schedule} skeleton={<AgendaSkeleton />}>
      {(data) =>
        // A calendar that was made this moment has no document yet.
        data ? <Agenda schedule={data} page={schedule} /> : <Skeleton retry={schedule.retry} />
      }
    </PageState>
  )
}

function Agenda({
  schedule,
  page,
}: {
  readonly schedule: ScheduleDocument
  readonly page: Seen<unknown>
}) {
  const { timeZone: zone, policy } = schedule.professional
  const now = useNow()
  const today = dateIn(zone, now)
  const search = useSearch()
  const [path, go] = useLocation()
  const isWide =
    useMediaQuery('(min-width: 700px)', undefined, { getInitialValueInEffect: false }) === true
  const address = readAddress(search)
  const view = viewOf(address.view, isWide)
  const range = rangeOf(view, address.date ?? today, policy.weekStartsOn)
  const change = (by: Readonly<Record<string, string | undefined>>, isNew = false) =>
    go(path + withChange(search, by), { replace: !isNew })
  const { first, days } = range
  const from = startOf(zone, first)
  const to = startOf(zone, addDays(first, days))
  // What begins in the evening before may reach into the first day.
  const bookings = within(page, useBookings({ from: startOf(zone, addDays(first, -1)), to }))
  const hours = useHours(schedule, { from, to })
  const steps = useSteps()
  const [move, setMove] = useState<Move>()
  const [toast, setToast] = useState<{ readonly text: string; readonly isBad?: true }>()

  const moved = new Map<string, Patch>(move ? [[move.booking.bookingId, move.patch]] : [])
  const known = bookings.data && patched(steps.apply(bookings.data), moved)
  const appointments = known ? toAppointments(known, now) : []
  const events = useUnchanged([
    ...backgroundOf(hours, { from, to }, t('today.blocked')),
    ...eventsOf(appointments, titleOf, now),
  ])

  const add = (start: Date, end: Date, kind: Kind) =>
    change(
      {
        kind: kind === 'block' ? kind : undefined,
        add: writeAdding({
          date: dateIn(zone, start),
          start: wallTimeIn(zone, start),
          end: wallTimeIn(zone, end),
        }),
      },
      true,
    )
  const openAppointment = ({ bookings: [booking] }: Appointment) =>
    booking && change({ booking: booking.bookingId }, true)

  return (
    <div className="agenda">
      <Toolbar
        view={view}
        range={range}
        today={today}
        isWide={isWide}
        zone={zone}
        now={now}
        change={change}
      />
      <PageState of={{ ...bookings, data: known }} skeleton={<div className="block agenda-grid" />}>
        {() => (
          <div ref={letKeysScroll} className="agenda-grid">
            <Suspense fallback={<div className="block agenda-loading" />}>
              <Calendar
                zone={zone}
                view={view}
                range={range}
                weekStartsOn={policy.weekStartsOn}
                scrollTime={scrollTimeOf(
                  [...hours.windows, ...appointments],
                  zone,
                  { from, to },
                  now,
                )}
                events={events}
                openAppointment={openAppointment}
                add={add}
                move={(appointment, start, revert) => {
                  const [booking] = appointment.bookings
                  if (!booking) return
                  const end = new Date(start.getTime() + +appointment.end - +appointment.start)
                  setMove({ booking, start, patch: { change: { start, end } }, revert })
                }}
              />
            </Suspense>
          </div>
        )}
      </PageState>
      <Blocked
        timeOff={hours.timeOff.filter(({ start, end }) => start < to && end > from)}
        zone={zone}
        now={now}
        tell={(text) => setToast({ text })}
      />
      <Suspense>
        {address.booking !== undefined && bookings.data && (
          <BookingSheet
            bookingId={address.booking}
            bookings={bookings.data}
            schedule={schedule}
            steps={steps}
            now={now}
            show={(booking) => change({ booking })}
            onClose={() => change({ booking: undefined })}
          />
        )}
        {address.adding && (
          <AddSheet
            key={JSON.stringify(address.adding)}
            adding={address.adding}
            kind={address.kind}
            schedule={schedule}
            date={address.date ?? (range.days === 1 ? first : today)}
            now={now}
            onDone={(text) => {
              change({ add: undefined, kind: undefined })
              if (text !== undefined) setToast({ text })
            }}
          />
        )}
        {move && move.patch.version === undefined && (
          <MoveDialog
            move={move}
            zone={zone}
            now={now}
            onMoved={(version, text) => {
              setMove({ ...move, patch: { ...move.patch, version } })
              setToast({ text })
            }}
            onKept={(text) => {
              move.revert()
              setMove(undefined)
              if (text !== undefined) setToast({ text, isBad: true })
            }}
          />
        )}
      </Suspense>
      <Toast toast={toast} close={() => setToast(undefined)} />
    </div>
  )
}

function AgendaSkeleton() {
  return (
    <div className="agenda">
      <div className="block" style={{ height: 48 }} />
      <div className="block agenda-grid" />
    </div>
  )
}
