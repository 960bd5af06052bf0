// "What is next?" The professional's day: what they do now, the appointment that runs or comes next, and the day as a list.
import { lazy, Suspense } from 'react'
import { useLocation, useSearch } from 'wouter'
import type { ScheduleDocument } from '../../../../client/index.ts'
import type { Seen } from '../../app/live.ts'
import { Message, PageState, Skeleton } from '../../parts/PageState.tsx'
import { t } from '../../words/words.ts'
import { addDays, dateIn, dayIn } from '../../words/when.ts'
import { type Appointment, isClass, toAppointments } from '../day/appointments.ts'
import { type Steps, useBookings, useSchedule, useSteps, within } from '../day/calendar.ts'
import { NoShow } from '../booking/NoShow.tsx'
import { useNow } from '../day/now.ts'
import { StepFailure } from '../day/StepFailure.tsx'
import { nowAndNext } from '../day/steps.ts'
import { startOf } from '../day/wall.ts'
import { ZoneLine } from '../day/ZoneLine.tsx'
import { ActivityControl } from './ActivityControl.tsx'
import { DayList } from './DayList.tsx'
import { NowCard } from './NowCard.tsx'
import '../day/day.css'
import { lackingIn } from './unbookable.ts'
import './today.css'

const BookingSheet = lazy(async () => ({
  default: (await import('../booking/BookingSheet.tsx')).BookingSheet,
}))

/** What begins in the evening before may still run. */
const NIGHT_MILLIS = 12 * 3_600_000

export function Page() {
  const schedule = useSchedule()
  return (
    <PageState of={schedule} skeleton={<TodaySkeleton />}>
      {(data) =>
        // A calendar that was made this moment has no document yet.
        data ? <Today schedule={data} page={schedule} /> : <Skeleton retry={schedule.retry} />
      }
    </PageState>
  )
}

function Today({
  schedule,
  page,
}: {
  readonly schedule: ScheduleDocument
  readonly page: Seen<unknown>
}) {
  const { professional, activity } = schedule
  const zone = professional.timeZone
  const now = useNow()
  const date = dateIn(zone, now)
  const from = startOf(zone, date)
  const to = startOf(zone, addDays(date, 1))
  const bookings = within(page, useBookings({ from: new Date(from.getTime() - NIGHT_MILLIS), to }))
  return (
    <>
      <p className="today-date">
        <strong>{dayIn(zone, now)}</strong> <ZoneLine zone={zone} now={now} />
      </p>
      <ActivityControl
        activity={activity}
        professionalId={professional.professionalId}
        zone={zone}
        now={now}
      />
      <TodayBookings
        key={date}
        bookings={bookings}
        schedule={schedule}
        date={date}
        from={from}
        to={to}
        now={now}
      />
    </>
  )
}

function TodayBookings({
  bookings,
  schedule,
  date,
  from,
  to,
  now,
}: {
  readonly bookings: ReturnType<typeof useBookings>
  readonly schedule: ScheduleDocument
  readonly date: string
  readonly from: Date
  readonly to: Date
  readonly now: Date
}) {
  const zone = schedule.professional.timeZone
  const steps = useSteps()
  const [, go] = useLocation()
  const opened = new URLSearchParams(useSearch()).get('booking')
  const seen: Seen<readonly Appointment[]> = {
    ...bookings,
    data:
      bookings.data &&
      toAppointments(steps.apply(bookings.data), now).filter(
        ({ run, start, end }) => (run.end > from || end > from) && start < to,
      ),
  }
  const open = ({ bookings: [first] }: Appointment) =>
    first && go(`/pro?booking=${first.bookingId}`)
  const buffers = new Map(
    schedule.services.map((one) => [
      one.serviceId,
      { before: one.bufferBeforeMinutes, after: one.bufferAfterMinutes },
    ]),
  )
  return (
    <>
      <StepFailure steps={steps} />
      <PageState
        of={seen}
        skeleton={<ListSkeleton />}
        isEmpty={(appointments) => appointments.length === 0}
        empty={<NothingToday lacking={lackingIn(schedule, now)} />}
      >
        {(appointments) => {
          const { now: running, next } = nowAndNext(appointments, now)
          const main = running ?? next
          return (
            <>
              {!main && <p className="muted">{t('today.done')}</p>}
              <Missed appointments={appointments} steps={steps} now={now} />
              <div className="today-columns">
                {main && (
                  <NowCard
                    key={main.appointmentId}
                    appointment={main}
                    isNow={main === running}
                    steps={steps}
                    zone={zone}
                    now={now}
                    open={open}
                  />
                )}
                <DayList
                  day={{
                    appointments,
                    windows: schedule.windows,
                    blocked: schedule.timeOff,
                    buffers,
                    from,
                    to,
                  }}
                  date={date}
                  zone={zone}
                  now={now}
                  open={open}
                />
              </div>
            </>
          )
        }}
      </PageState>
      {opened !== null && bookings.data && (
        <Suspense>
          <BookingSheet
            bookingId={opened}
            bookings={bookings.data}
            schedule={schedule}
            steps={steps}
            now={now}
            show={(bookingId) => go(`/pro?booking=${bookingId}`, { replace: true })}
            onClose={() => go('/pro', { replace: true })}
          />
        </Suspense>
      )}
    </>
  )
}

/** A free day; or what there is to do before anybody can book one. */
function NothingToday({ lacking }: { readonly lacking: ReturnType<typeof lackingIn> }) {
  const [, go] = useLocation()
  if (lacking === undefined)
    return (
      <Message
        icon="sun"
        title={t('today.empty')}
        action={{ label: t('today.toAgenda'), do: () => go('/pro/agenda') }}
      >
        {t('today.emptyWhy')}
      </Message>
    )
  const isHours = lacking === 'hours'
  return (
    <Message
      icon={isHours ? 'clock' : 'inbox'}
      title={t('today.closed')}
      action={{
        label: t(isHours ? 'today.toHours' : 'agenda.toServices'),
        do: () => go(isHours ? '/pro/hours' : '/pro/services'),
      }}
    >
      {t(isHours ? 'today.closedHours' : 'agenda.noService')}
    </Message>
  )
}

/** Who did not come, while their time still runs: said by mistake, it is taken back here. */
function Missed({
  appointments,
  steps,
  now,
}: {
  readonly appointments: readonly Appointment[]
  readonly steps: Steps
  readonly now: Date
}) {
  const missed = appointments
    .filter((one) => !isClass(one) && one.status === 'no-show' && one.end > now)
    .flatMap(({ bookings: [booking] }) => booking ?? [])
  return missed.map((booking) => (
    <p key={booking.bookingId} className="notice" role="status">
      <span>{t('today.missed', { name: booking.client?.name ?? t('day.booking.client') })}</span>
      <NoShow booking={booking} steps={steps} now={now} />
    </p>
  ))
}

function ListSkeleton() {
  return (
    <>
      <div className="block" style={{ height: 220 }} />
      {[0, 1, 2, 3].map((i) => (
        <div key={i} className="block" style={{ height: 60 }} />
      ))}
    </>
  )
}

function TodaySkeleton() {
  return (
    <>
      <div className="block" style={{ height: 24, width: '60%' }} />
      <div className="block" style={{ height: 196 }} />
      <ListSkeleton />
    </>
  )
}
