// Bookings of many clients, each with an idempotency key, that never meet: on twenty calendars, and on one. Pub/Sub is a stand-in,
// which takes a message at once.
import { namesOf, openBookingPlace, requestsFor } from '../common/booking-place.ts'
import { Closing, type Opened, type Setting } from '../common/benchmark.ts'
import { HELLO, measureLoad } from '../common/functions.ts'
import { toWire } from '../common/load.ts'

const SIZES = {
  whole: { calendars: 20, millis: 1_500, connections: 10, clients: 100 },
  short: { calendars: 2, millis: 50, connections: 2, clients: 2 },
}
/** Of free starts around the clock, which last for the longest run. */
const DAYS = { whole: 60, short: 10 }
/** Makes the calendars and starts the functions. */
export async function openBooking(setting: Setting): Promise<Opened> {
  const size = setting.isShort ? SIZES.short : SIZES.whole
  const days = setting.isShort ? DAYS.short : DAYS.whole
  const closing = new Closing()
  try {
    const names = [...namesOf('owner', size.calendars), 'owner-of-one']
    const opened = await openBookingPlace(setting, closing, {
      bench: 'booking',
      names,
      days,
      clients: size.clients,
    })
    const { functions, place, calendars, tokens } = opened
    const hello = await functions.start(HELLO, {})
    const product = await functions.start('create-booking', place.environment)
    const { connections, millis } = size
    const asked = { connections, millis, status: 200 }
    const onMany = requestsFor(calendars.slice(0, -1), tokens)
    const onOne = requestsFor(calendars.slice(-1), tokens)
    const helloRequest = toWire('GET', '/', {})
    const ratio = { beside: 'hello', measure: 'perSecond', unit: '/s' }
    return {
      sides: {
        hello: () => measureLoad(hello, { ...asked, next: () => helloRequest }),
        many: () => measureLoad(product, { ...asked, next: onMany }),
        one: () => measureLoad(product, { ...asked, next: onOne }),
      },
      figures: [
        { ...ratio, name: `on ${size.calendars} calendars`, side: 'many', goal: { least: 0.35 } },
        { ...ratio, name: 'all on one calendar', side: 'one' },
      ],
      close: () => closing.close(),
    }
  } catch (error) {
    await closing.close()
    throw error
  }
}
