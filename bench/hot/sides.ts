// Nine calendars with one client each, who books again as soon as they are answered; then the same while two dozen clients do so on one
// more calendar, and another instance on that one too. An instance has four connections, as it is deployed.
import { namesOf, openBookingPlace, requestsFor } from '../common/booking-place.ts'
import { Closing, type Opened, type Sample, type Setting } from '../common/benchmark.ts'
import type { Running } from '../common/functions.ts'
import { load, openSocket, readAnswer } from '../common/load.ts'

const SIZES = {
  whole: { millis: 2_500, hotClients: 24, elsewhere: 8, days: 60 },
  short: { millis: 50, hotClients: 2, elsewhere: 1, days: 10 },
}
const QUIET_CALENDARS = 9

/** Asks on so many connections until it is told to stop; whoever is told to come back comes back at once. @returns how many were served */
async function press(
  { port }: Running,
  connections: number,
  next: () => string,
  isOver: () => boolean,
): Promise<number> {
  let served = 0
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = await openSocket(port)
      while (!isOver()) {
        const reading = readAnswer(socket)
        socket.write(next())
        if ((await reading).status === 200) served += 1
      }
      socket.destroy()
    }),
  )
  return served
}

/** Makes the calendars and starts two instances. */
export async function openHot(setting: Setting): Promise<Opened> {
  const { millis, hotClients, elsewhere, days } = setting.isShort ? SIZES.short : SIZES.whole
  const closing = new Closing()
  try {
    const names = [...namesOf('quiet', QUIET_CALENDARS), 'hot']
    const opened = await openBookingPlace(setting, closing, { bench: 'hot', names, days })
    const { functions, place, calendars, tokens } = opened
    const environment = { ...place.environment, DATABASE_CONNECTIONS: '4' }
    const one = await functions.start('create-booking', environment)
    const other = await functions.start('create-booking', environment)
    const onQuiet = requestsFor(calendars.slice(0, -1), tokens)
    const onHot = requestsFor(calendars.slice(-1), tokens)

    const measureQuiet = async (): Promise<Sample> => {
      const { port } = one
      const asked = { port, connections: QUIET_CALENDARS, millis, next: onQuiet, status: 200 }
      const { perSecond, p50, p95 } = await load(asked)
      return { perSecond, p50, p95 }
    }

    const measureBeside = async (): Promise<Sample> => {
      let isOver = false
      const pressing = [press(one, hotClients, onHot, () => isOver)]
      if (elsewhere > 0) pressing.push(press(other, elsewhere, onHot, () => isOver))
      const sample = await measureQuiet()
      isOver = true
      const served = (await Promise.all(pressing)).reduce((sum, count) => sum + count, 0)
      return { ...sample, hotPerSecond: served / (millis / 1000) }
    }

    const figure = { side: 'beside', beside: 'alone', unit: 'ms' }
    return {
      sides: { alone: measureQuiet, beside: measureBeside },
      figures: [
        { ...figure, name: 'p95 of the quiet ones', measure: 'p95', goal: { most: 2 } },
        { ...figure, name: 'p50 of the quiet ones', measure: 'p50' },
        { name: 'bookings on the hot one', side: 'beside', measure: 'hotPerSecond', unit: '/s' },
      ],
      close: () => closing.close(),
    }
  } catch (error) {
    await closing.close()
    throw error
  }
}
