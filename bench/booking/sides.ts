// Bookings of many clients, each with an idempotency key, that never meet: on twenty calendars, and on one; beside an empty function, and
// beside the least one that books. Pub/Sub is a stand-in, which takes a message at once.
import { join } from 'node:path'
import {
  leastRequestsFor,
  namesOf,
  openBookingPlace,
  requestsFor,
} from '../common/booking-place.ts'
import { Closing, type Opened, type Setting } from '../common/benchmark.ts'
import { HELLO, measureLoad } from '../common/functions.ts'
import { toWire } from '../common/load.ts'

const SIZES = {
  whole: { calendars: 20, millis: 1_500, connections: 10, clients: 100 },
  short: { calendars: 2, millis: 50, connections: 2, clients: 2 },
}
/** Of free starts around the clock, which last for the longest run. */
const DAYS = { whole: 60, short: 10 }

const LEAST = 'least-booking'

/** Makes the calendars and starts the functions. */
export async function openBooking(setting: Setting): Promise<Opened> {
  const size = setting.isShort ? SIZES.short : SIZES.whole
  const days = setting.isShort ? DAYS.short : DAYS.whole
  const closing = new Closing()
  try {
    const names = [
      ...namesOf('owner', size.calendars),
      ...namesOf('other', size.calendars),
      'owner-of-one',
    ]
    const opened = await openBookingPlace(setting, closing, {
      bench: 'booking',
      names,
      days,
      clients: size.clients,
      programs: { [LEAST]: `import '${join(import.meta.dirname, 'least-function.ts')}'` },
    })
    const { functions, place, calendars, tokens } = opened
    const hello = await functions.start(HELLO, {})
    const product = await functions.start('create-booking', place.environment)
    const least = await functions.start(LEAST, place.environment)
    const { connections, millis } = size
    const asked = { connections, millis, status: 200 }
    const onMany = requestsFor(calendars.slice(0, size.calendars), tokens)
    const onOne = requestsFor(calendars.slice(-1), tokens)
    const helloRequest = toWire('GET', '/', {})
    const onOthers = leastRequestsFor(calendars.slice(size.calendars, -1))
    const ratio = { beside: 'hello', measure: 'perSecond', unit: '/s' }
    return {
      sides: {
        hello: () => measureLoad(hello, { ...asked, next: () => helloRequest }),
        least: () => measureLoad(least, { ...asked, next: onOthers }),
        many: () => measureLoad(product, { ...asked, next: onMany }),
        one: () => measureLoad(product, { ...asked, next: onOne }),
      },
      figures: [
        { ...ratio, name: `on ${size.calendars} calendars`, side: 'many', goal: { least: 0.35 } },
        { ...ratio, name: 'the same, × the least', side: 'many', beside: 'least' },
        { ...ratio, name: 'the least function that books', side: 'least' },
        { ...ratio, name: 'all on one calendar', side: 'one' },
      ],
      close: () => closing.close(),
    }
  } catch (error) {
    await closing.close()
    throw error
  }
}
