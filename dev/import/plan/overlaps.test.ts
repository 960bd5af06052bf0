// Appointments that cannot stand beside each other: the first of the source stays. Compared with a judge that looks at every pair.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MINUTE } from '../../../shared/time/instant.ts'
import type { Finding } from './finding.ts'
import { keepApart } from './overlaps.ts'
import type { PlannedBooking, PlannedProfessional, PlannedService } from './plan.ts'

const START = Date.parse('2031-02-10T08:00:00Z')
const at = { file: 'bookings.csv' }

const service = (key: string, offer: Partial<PlannedService['offer']> = {}): PlannedService => ({
  key,
  at,
  offer: { name: key, durationMinutes: 30, ...offer },
  isOffered: true,
})

const booking = (
  key: string,
  serviceKey: string,
  minutes: number,
  some: Partial<PlannedBooking> = {},
): PlannedBooking => ({
  key,
  at: { ...at, id: key },
  serviceKey,
  start: START + minutes * MINUTE,
  durationMinutes: 30,
  seats: 1,
  client: { name: key },
  isCancelled: false,
  ...some,
})

const calendar = (
  services: readonly PlannedService[],
  bookings: readonly PlannedBooking[],
): PlannedProfessional => ({
  key: 'p',
  at,
  profile: { name: 'P', timeZone: 'Europe/Berlin' },
  services,
  hours: [],
  dates: [],
  timeOff: [],
  bookings,
})

function kept(services: readonly PlannedService[], bookings: readonly PlannedBooking[]) {
  const findings: Finding[] = []
  const { bookings: all } = keepApart(calendar(services, bookings), findings)
  return { keys: all.map(({ key }) => key), said: findings.map(({ reason }) => reason) }
}

describe('two appointments', () => {
  it('that touch both stay', () => {
    const two = [booking('a', 's', 0), booking('b', 's', 30)]
    expect(kept([service('s')], two)).toEqual({ keys: ['a', 'b'], said: [] })
  })

  it('that overlap: the first of the source stays, by the clock of the professional', () => {
    const two = [booking('a', 's', 15), booking('b', 's', 0)]
    expect(kept([service('s')], two)).toEqual({
      keys: ['a'],
      said: ['overlaps bookings.csv (id a), at 2031-02-10 09:15'],
    })
  })

  it('whose buffers alone overlap: it is said that it is these', () => {
    const two = [booking('a', 's', 0), booking('b', 's', 30)]
    expect(kept([service('s', { bufferAfterMinutes: 10 })], two).said).toEqual([
      'lies within the buffers of bookings.csv (id a), at 2031-02-10 09:00; a service of shorter buffers lets both stay',
    ])
  })

  it('of one service at one start share its seats while there are any', () => {
    const three = ['a', 'b', 'c'].map((key) => booking(key, 's', 0, { seats: 2 }))
    expect(kept([service('s', { capacity: 5 })], three)).toEqual({
      keys: ['a', 'b'],
      said: ['1 of 5 seats are left at 2031-02-10 09:00'],
    })
  })

  it('one of which was called off do not meet', () => {
    const two = [booking('a', 's', 0, { isCancelled: true }), booking('b', 's', 0)]
    expect(kept([service('s')], two).keys).toEqual(['a', 'b'])
  })
})

describe('any appointments', () => {
  const services = [
    service('one', { bufferBeforeMinutes: 10, bufferAfterMinutes: 20 }),
    service('many', { capacity: 3, durationMinutes: 60 }),
  ]
  const any = fc
    .array(
      fc.record({
        serviceKey: fc.constantFrom('one', 'many'),
        minutes: fc.nat(60 * 72).map((minutes) => minutes - (minutes % 15)),
        seats: fc.integer({ min: 1, max: 3 }),
      }),
      { maxLength: 60 },
    )
    .map((all) =>
      all.map(({ serviceKey, minutes, seats }, index) =>
        booking(`b${index}`, serviceKey, minutes, {
          seats: serviceKey === 'one' ? 1 : seats,
          durationMinutes: serviceKey === 'one' ? 30 : 60,
        }),
      ),
    )

  /** Goes through them in order, each beside all that were kept. */
  function judge(bookings: readonly PlannedBooking[]): string[] {
    const [before, after] = [10 * MINUTE, 20 * MINUTE]
    const spanOf = ({ serviceKey, start }: PlannedBooking) =>
      serviceKey === 'one'
        ? { from: start - before, to: start + 30 * MINUTE + after }
        : { from: start, to: start + 60 * MINUTE }
    return bookings
      .reduce<PlannedBooking[]>((all, next) => {
        const alike = all.filter(
          ({ serviceKey, start }) => serviceKey === next.serviceKey && start === next.start,
        )
        const others = all.filter((one) => !alike.includes(one))
        const span = spanOf(next)
        const isFree = others.every((one) => {
          const { from, to } = spanOf(one)
          return to <= span.from || span.to <= from
        })
        const taken = alike.reduce((sum, { seats }) => sum + seats, 0)
        const hasSeats = taken + next.seats <= (next.serviceKey === 'one' ? 1 : 3)
        return isFree && hasSeats ? [...all, next] : all
      }, [])
      .map(({ key }) => key)
  }

  it('are kept as somebody would who compares each with all before it', () => {
    fc.assert(
      fc.property(any, (bookings) => {
        const { keys, said } = kept(services, bookings)
        expect(keys).toEqual(judge(bookings))
        expect(said).toHaveLength(bookings.length - keys.length)
      }),
      { numRuns: 200 },
    )
  })
})
