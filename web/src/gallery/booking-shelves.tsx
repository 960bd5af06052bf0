// The parts of booking in the gallery: days, times, a hold in each of its ages, what there is instead, what was booked.
import { useState } from 'react'
import { serverNow } from '../app/backend.ts'
import { BookingFacts } from '../bookings/BookingFacts.tsx'
import { BookingRow, NextCard } from '../bookings/BookingCard.tsx'
import type { ShownBooking } from '../bookings/shown.ts'
import { HoldCountdown } from '../book/sheet/HoldCountdown.tsx'
import { OtherTimes } from '../book/sheet/OtherTimes.tsx'
import { layStrip } from '../book/times/days.ts'
import { DayStrip } from '../book/times/DayStrip.tsx'
import { SlotGrid } from '../book/times/SlotGrid.tsx'
import { Button } from '../parts/Button.tsx'
import { addDays } from '../words/when.ts'
import { Shelf } from './Shelf.tsx'
import '../book/book.css'
import '../bookings/bookings.css'

const ZONE = 'Europe/Berlin'
const DAY = '2026-11-24'
const at = (time: string) => new Date(`${DAY}T${time}Z`)
const TIMES = ['08:00', '08:30', '09:00', '12:00', '12:30', '17:00'].map(at)
const [FIRST = at('08:00'), SECOND = FIRST, THIRD = FIRST] = TIMES
const HALF_HOUR = 1_800_000
const WHOLE_HOLD = 600_000
const nothing = () => {}

const slotAt = (start: Date) => ({
  start,
  end: new Date(start.getTime() + HALF_HOUR),
  seatsLeft: 2,
})
const DAYS = layStrip(
  DAY,
  Array.from({ length: 14 }, (_, i) => ({
    date: addDays(DAY, i),
    slots: TIMES.slice(0, i % 4).map(slotAt),
  })),
)

const BOOKING: ShownBooking = {
  bookingId: '0198c0de-0000-7000-8000-000000000001',
  professionalId: '0198c0de-0000-7000-8000-0000000000aa',
  serviceId: '0198c0de-0000-7000-8000-0000000000bb',
  professionalName: 'Dr Maximiliane Oberhuber-Wintergerst',
  serviceName: 'First assessment of shoulders, neck and back',
  status: 'confirmed',
  start: FIRST,
  end: SECOND,
  timeZone: 'America/Sao_Paulo',
  seats: 2,
  version: 1,
  price: { amountMinor: 12_550, currency: 'EUR' },
  note: 'The left side, since a fall in the mountains.',
}
const GOING: readonly ShownBooking[] = [
  BOOKING,
  { ...BOOKING, expectedStart: SECOND, expectedEnd: THIRD },
  { ...BOOKING, status: 'in-progress' },
  { ...BOOKING, status: 'pending' },
  { ...BOOKING, status: 'cancelled', cancelledBy: 'client' },
]
const NOW = at('07:00').getTime()

export function BookingShelves() {
  const [day, setDay] = useState<string>(DAY)
  const [isTaken, setIsTaken] = useState(false)
  const [opened] = useState(serverNow)
  return (
    <>
      <Shelf name="Days">
        <DayStrip days={DAYS} day={day} pick={setDay} step={nothing} marked={addDays(DAY, 2)} />
      </Shelf>
      <Shelf name="Times">
        <SlotGrid
          day={DAY}
          of="gallery"
          slots={TIMES.filter((time) => !(isTaken && time === THIRD)).map((start, i) => ({
            ...slotAt(start),
            ...(i === 1 && { mine: { bookingId: '1', holdExpiresAt: SECOND } }),
          }))}
          zone={ZONE}
          isGroup
          busy={TIMES[4]}
          yours={[FIRST]}
          notBefore={0}
          isPaused={false}
          pick={nothing}
          nothing={null}
        />
        <Button look="quiet" onClick={() => setIsTaken(!isTaken)}>
          {isTaken ? 'Give 10:00 back' : 'Take 10:00'}
        </Button>
      </Shelf>
      <Shelf name="Times that are not known yet">
        <SlotGrid
          day={DAY}
          of="gallery loading"
          slots={undefined}
          zone={ZONE}
          isGroup={false}
          busy={undefined}
          yours={[]}
          notBefore={0}
          isPaused={false}
          pick={nothing}
          nothing={null}
        />
      </Shelf>
      <Shelf name="A hold">
        {[0.9, 0.4, 0.06].map((share) => (
          <HoldCountdown
            key={share}
            hold={{
              bookingId: '1',
              version: 1,
              seats: 1,
              expiresAt: opened + share * WHOLE_HOLD,
              wholeMillis: WHOLE_HOLD,
            }}
            onEnd={nothing}
          />
        ))}
      </Shelf>
      <Shelf name="Other times">
        <OtherTimes zone={ZONE} starts={TIMES.slice(0, 5)} nextFree={null} hold={nothing} />
        <OtherTimes zone={ZONE} starts={[]} nextFree={FIRST} hold={nothing} />
        <OtherTimes zone={ZONE} starts={[]} nextFree={null} hold={nothing} />
      </Shelf>
      <Shelf name="Bookings">
        <NextCard booking={BOOKING} now={NOW} />
        {GOING.map((booking, i) => (
          <BookingRow key={i} booking={booking} now={NOW} />
        ))}
      </Shelf>
      <Shelf name="A booking">
        {GOING.map((booking, i) => (
          <BookingFacts
            key={i}
            booking={booking}
            zone={ZONE}
            now={NOW}
            place="Alexander-von-Humboldt-Allee 112, 10435 Berlin"
          />
        ))}
      </Shelf>
    </>
  )
}
