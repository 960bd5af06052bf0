// Bookings on twenty calendars: as many connections as give the best rate, then three times that rate, sent whatever becomes of it; and
// how long until one request is answered as in quiet times again.
import { setTimeout as sleep } from 'node:timers/promises'
import { namesOf, openBookingPlace, requestsFor } from '../common/booking-place.ts'
import { Closing, type Opened, type Setting } from '../common/benchmark.ts'
import { measureLoad } from '../common/functions.ts'
import { load } from '../common/load.ts'
import { memoryMiBOf } from '../common/memory.ts'
import { flood } from './flood.ts'

const SIZES = {
  whole: { calendars: 20, millis: 3_000, connections: 16, days: 60, quietMillis: 500 },
  short: { calendars: 2, millis: 60, connections: 2, days: 10, quietMillis: 30 },
}
const TIMES = 3
/** A request is as quick as in quiet times where it takes no more than twice as long. */
const QUIET = 2
const LONGEST_MILLIS = 60_000

/** Makes the calendars and starts the function. */
export async function openOverload(setting: Setting): Promise<Opened> {
  const size = setting.isShort ? SIZES.short : SIZES.whole
  const { calendars, millis, connections, days, quietMillis } = size
  const closing = new Closing()
  try {
    const names = namesOf('owner', calendars)
    const opened = await openBookingPlace(setting, closing, { bench: 'overload', names, days })
    const { functions, place, tokens } = opened
    const running = await functions.start('create-booking', {
      ...place.environment,
      DATABASE_CONNECTIONS: '4',
    })
    const { port } = running
    const next = requestsFor(opened.calendars, tokens)
    let best = 0

    /** One client alone: the median of its requests. */
    const quiet = async () => {
      const { p50 } = await load({ port, connections: 1, millis: quietMillis, next, status: 200 })
      return p50
    }

    async function untilQuiet(usual: number): Promise<number> {
      const began = performance.now()
      for (;;) {
        const { refusedShare, p95 } = await flood({ port, perSecond: 20, millis: 50, next })
        const seconds = (performance.now() - began) / 1000
        if (refusedShare === 0 && p95 <= usual * QUIET) return seconds
        if (seconds * 1000 > LONGEST_MILLIS) throw new Error('it was not itself again in a minute')
        await sleep(50)
      }
    }

    return {
      sides: {
        best: async () => {
          const sample = await measureLoad(running, { connections, millis, next, status: 200 })
          best = sample['perSecond'] ?? 0
          return { ...sample, memory: memoryMiBOf(running.pid) }
        },
        flooded: async () => {
          const usual = await quiet()
          const flooded = await flood({ port, perSecond: TIMES * best, millis, next })
          const memory = memoryMiBOf(running.pid)
          const recovery = await untilQuiet(usual)
          const { servedPerSecond, p95, refusedShare } = flooded
          return { perSecond: servedPerSecond, p95, refused: refusedShare, recovery, memory }
        },
      },
      figures: [
        {
          name: 'goodput',
          side: 'flooded',
          beside: 'best',
          measure: 'perSecond',
          unit: '/s',
          goal: { least: 0.8 },
        },
        { name: 'p95 of those served', side: 'flooded', measure: 'p95', unit: 'ms' },
        { name: 'share refused', side: 'flooded', measure: 'refused', unit: '' },
        {
          name: 'until it is itself again',
          side: 'flooded',
          measure: 'recovery',
          unit: 's',
          goal: { most: 10 },
        },
        { name: 'memory', side: 'flooded', beside: 'best', measure: 'memory', unit: 'MiB' },
      ],
      close: () => closing.close(),
    }
  } catch (error) {
    await closing.close()
    throw error
  }
}
