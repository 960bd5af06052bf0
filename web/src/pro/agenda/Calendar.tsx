// The grid of days: FullCalendar, in the professional's zone and the app's colours. It is loaded with the agenda alone.
import FullCalendar, {
  type CalendarRef,
  type DateClickInfo,
  type DateSelectInfo,
  type EventClickInfo,
  type EventDropInfo,
} from '@fullcalendar/react'
import interactionPlugin from '@fullcalendar/react/interaction'
import classicTheme from '@fullcalendar/react/themes/classic'
import timeGridPlugin from '@fullcalendar/react/timegrid'
import '@fullcalendar/react/skeleton.css'
import '@fullcalendar/react/themes/classic/theme.css'
import '@fullcalendar/react/themes/classic/palette.css'
import './calendar.css'
import { useEffect, useRef } from 'react'
import { serverNow } from '../../app/backend.ts'
import { formatLocale } from '../../words/language.ts'
import { currentLanguage, t } from '../../words/words.ts'
import type { Appointment } from '../day/appointments.ts'
import { EventCard } from './EventCard.tsx'
import type { Kind } from './address.ts'
import type { CalendarEvent } from './events.ts'
import type { DateRange, View } from './range.ts'

const PLUGINS = [timeGridPlugin, interactionPlugin, classicTheme]
const VIEW_NAMES: Readonly<Record<View, string>> = { day: 'days1', three: 'days3', week: 'days7' }
const GRID = { type: 'timeGrid' } as const
const VIEWS = {
  days1: { ...GRID, duration: { days: 1 } },
  days3: { ...GRID, duration: { days: 3 }, dateAlignment: 'day' },
  days7: { ...GRID, duration: { weeks: 1 } },
}
const QUARTER_MILLIS = 15 * 60_000

export interface CalendarProps {
  readonly zone: string
  readonly view: View
  readonly range: DateRange
  readonly weekStartsOn: number
  /** The wall time to begin with, `07:30`. */
  readonly scrollTime: string
  readonly events: readonly CalendarEvent[]
  readonly openAppointment: (appointment: Appointment) => void
  /** A tap is meant for a booking, what is dragged over for a block; the form can be changed to either. */
  readonly add: (start: Date, end: Date, kind: Kind) => void
  readonly move: (appointment: Appointment, to: Date, revert: () => void) => void
}

const appointmentOf = (event: { readonly extendedProps: Record<string, unknown> }) =>
  // events.ts puts it there, and FullCalendar hands it back as it was.
  event.extendedProps['appointment'] as Appointment | undefined

export function Calendar({
  zone,
  view,
  range,
  weekStartsOn,
  scrollTime,
  events,
  openAppointment,
  add,
  move,
}: CalendarProps) {
  const ref = useRef<CalendarRef>(null)
  const name = VIEW_NAMES[view]
  const { first } = range
  useEffect(() => {
    const api = ref.current?.getApi()
    if (!api) return
    if (api.view.type === name) api.gotoDate(first)
    else api.changeView(name, first)
  }, [name, first])
  // Events are drawn anew when one of them changes: the one with the focus gets it back.
  const focused = useRef<string>(undefined)
  const unselect = () => ref.current?.getApi().unselect()
  return (
    <FullCalendar
      ref={ref}
      plugins={PLUGINS}
      views={VIEWS}
      initialView={name}
      initialDate={first}
      timeZone={zone}
      now={() => new Date(serverNow())}
      locale={formatLocale(currentLanguage())}
      firstDay={weekStartsOn % 7}
      headerToolbar={false}
      className="agenda-fc"
      height="100%"
      allDaySlot={false}
      timedText={t('agenda.times')}
      nowIndicator
      scrollTime={scrollTime}
      scrollTimeReset={false}
      slotDuration="00:30"
      snapDuration="00:05"
      slotMinHeight={40}
      slotEventOverlap={false}
      dayHeaders={view !== 'day'}
      dayHeaderFormat={{ weekday: 'short', day: 'numeric' }}
      slotHeaderFormat={{ hour: 'numeric', minute: '2-digit' }}
      eventTimeFormat={{ hour: 'numeric', minute: '2-digit' }}
      eventInteractive
      eventColor="transparent"
      eventContrastColor="inherit"
      eventDurationEditable={false}
      editable
      selectable
      selectMirror
      unselectCancel="[role=dialog]"
      longPressDelay={350}
      selectMinDistance={8}
      events={events as CalendarEvent[]} // which FullCalendar reads alone
      eventDidMount={({ el, event }) => {
        el.addEventListener('focus', () => (focused.current = event.id))
        if (focused.current === event.id && document.activeElement === document.body)
          el.focus({ preventScroll: true })
      }}
      eventContent={(info) => {
        const appointment = appointmentOf(info.event)
        if (!appointment) return <span className="agenda-behind">{info.event.title}</span>
        return (
          <EventCard
            appointment={appointment}
            title={info.event.title}
            timeText={info.timeText}
            zone={zone}
            isMoving={info.isMirror || info.isDragging}
          />
        )
      }}
      eventClick={({ event }: EventClickInfo) => {
        const appointment = appointmentOf(event)
        if (appointment) openAppointment(appointment)
      }}
      dateClick={({ date }: DateClickInfo) => {
        // Nobody means 10:05 by a tap.
        const start = Math.floor(date.getTime() / QUARTER_MILLIS) * QUARTER_MILLIS
        add(new Date(start), new Date(start + 3 * QUARTER_MILLIS), 'book')
      }}
      select={({ start, end }: DateSelectInfo) => {
        unselect()
        add(start, end, 'block')
      }}
      eventDrop={({ event, revert }: EventDropInfo) => {
        const appointment = appointmentOf(event)
        if (appointment && event.start) move(appointment, event.start, revert)
        else revert()
      }}
    />
  )
}
