// Another time for a booking: the same days and times as when it was booked, the present one marked. What is free is asked
// with the booking taken out, and asked again whenever the calendar has changed.
import { lazy, Suspense, useState } from 'react'
import type { ProfessionalDocument } from '../../../client/index.ts'
import { serverNow } from '../app/backend.ts'
import { useAsked } from '../app/live.ts'
import { useViewerZone } from '../app/session.ts'
import { DayStrip } from '../book/times/DayStrip.tsx'
import { layStrip, type OpenDay, rangeOf, withAsked } from '../book/times/days.ts'
import { NextFreeButton, SlotGrid } from '../book/times/SlotGrid.tsx'
import { StripHead } from '../book/times/StripHead.tsx'
import { useStrip } from '../book/times/use-strip.ts'
import { ZoneLine } from '../book/times/ZoneLine.tsx'
import { Button } from '../parts/Button.tsx'
import { Failed } from '../parts/PageState.tsx'
import { t } from '../words/words.ts'
import { addDays, dateIn, dayIn, momentIn, noon, soonIn } from '../words/when.ts'
import type { ShownBooking } from './shown.ts'
import '../book/book.css'

const MoveSheet = lazy(async () => ({ default: (await import('./MoveSheet.tsx')).MoveSheet }))

export function MoveTimes({
  booking,
  professional,
  leave,
  moved,
}: {
  readonly booking: ShownBooking
  readonly professional: ProfessionalDocument
  readonly leave: () => void
  readonly moved: (start: Date) => void
}) {
  const zone = useViewerZone()
  const { bookingId, professionalId, serviceId, seats, start } = booking
  const service = professional.services.find((one) => one.serviceId === serviceId)
  const now = serverNow()
  const today = dateIn(zone, new Date(now))
  const yourDay = dateIn(zone, start)
  const [chosen, setChosen] = useState<string | undefined>(yourDay)
  const strip = useStrip(today, chosen, service?.horizonDays ?? 0, setChosen)
  const last = addDays(strip.from, strip.length - 1)
  const asked = useAsked(
    `move ${bookingId} ${booking.version} ${strip.from} ${zone} ${professional.revision}`,
    async (client, signal) => {
      const range = rangeOf(strip.from, last)
      const input = { professionalId, serviceId, seats, reschedulingBookingId: bookingId, ...range }
      const { slots } = await client.call.searchAvailability(input, { signal })
      return { from: strip.from, slots: slots.map(toStart) }
    },
  )
  const days =
    asked.data?.from === strip.from
      ? openDays(strip.from, strip.length, asked.data.slots, zone)
      : undefined
  // What can be had instead: the present time is marked, and is no choice.
  const others = days?.map(({ date, slots }) => ({
    date,
    slots: slots.filter((slot) => slot.start.getTime() !== start.getTime()),
  }))
  strip.useFirstFree(others)
  const [picked, setPicked] = useState<Date>()
  const [isOpen, setIsOpen] = useState(false)
  const shown = strip.day ?? strip.firstFree(others) ?? strip.from
  const next = others?.find(({ date, slots }) => date > shown && slots.length > 0)?.slots[0]?.start
  const isYourDay = shown === yourDay
  return (
    <div className="stack move">
      <div className="spread">
        <h2 className="move-title">{t('move.from', { when: momentIn(zone, start) })}</h2>
        <Button look="quiet" className="keep" onClick={leave}>
          {t('cancel.keep')}
        </Button>
      </div>
      <div className="stack-tight">
        <StripHead strip={strip} />
        <DayStrip
          days={layStrip(strip.from, others)}
          day={strip.day}
          pick={strip.pick}
          step={strip.step}
          marked={yourDay}
        />
      </div>
      <ZoneLine name={professional.name} theirs={professional.timeZone} at={noon(shown)} />
      {asked.data === undefined && asked.failure ? (
        <Failed sentence={asked.failure.sentence} retry={asked.retry} />
      ) : (
        <section aria-label={t('book.times', { day: dayIn('UTC', noon(shown)) })}>
          <SlotGrid
            day={shown}
            of={`${bookingId} ${booking.version}`}
            slots={days?.find(({ date }) => date === shown)?.slots}
            zone={zone}
            isGroup={(service?.capacity ?? 1) > 1}
            busy={undefined}
            yours={[start]}
            notBefore={now + (service?.minNoticeMinutes ?? 0) * 60_000}
            isPaused={isOpen}
            pick={(to) => {
              setPicked(to)
              setIsOpen(true)
            }}
            nothing={
              <>
                <p>
                  {t(isYourDay ? 'move.nothingElse' : 'book.nothingOn', {
                    day: dayIn('UTC', noon(shown)),
                  })}
                </p>
                {next && (
                  <NextFreeButton
                    when={soonIn(zone, next, new Date(now))}
                    go={() => strip.pick(dateIn(zone, next))}
                  />
                )}
              </>
            }
          />
        </section>
      )}
      {picked && (
        <Suspense fallback={null}>
          <MoveSheet
            isOpen={isOpen}
            close={() => setIsOpen(false)}
            booking={booking}
            isDecided={service?.approval === 'manual'}
            to={picked}
            choose={setPicked}
            zone={zone}
            nextFree={professional.nextFree[serviceId] ?? null}
            moved={moved}
          />
        </Suspense>
      )}
    </div>
  )
}

const toStart = (slot: {
  readonly start: string
  readonly end: string
  readonly seatsLeft: number
}) => ({ start: new Date(slot.start), end: new Date(slot.end), seatsLeft: slot.seatsLeft })

function openDays(
  from: string,
  length: number,
  slots: ReturnType<typeof toStart>[],
  zone: string,
): readonly OpenDay[] {
  const dates = Array.from({ length }, (_, i) => ({ date: addDays(from, i), slots: [] }))
  return withAsked(dates, slots, zone)
}
