// When pictures are taken: on a Tuesday morning, at whatever hour and in whatever week that is done.
import type { BrowserContext } from 'playwright-core'
import { parseWallTime, weekdayOf } from '../../shared/time/date.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { COMPATIBLE, findZone, toInstant, toLocalDay } from '../../shared/time/zone.ts'

/** Where those live whose days are shown. */
export const ZONE = 'Europe/Berlin'
const WEEKDAY = 2
const TIME = '10:20'

/** How many milliseconds it is from now to the next such morning. */
export function millisUntilMorning(now: Instant): number {
  const zone = findZone(ZONE)
  if (!zone) throw new Error(`there is no zone ${ZONE}`)
  const minutes = parseWallTime(TIME) ?? 0
  const today = toLocalDay(zone, now)
  const days = (WEEKDAY - weekdayOf(today) + 7) % 7
  const morning = toInstant(zone, today + days, minutes, COMPATIBLE)
  const next = morning >= now ? morning : toInstant(zone, today + days + 7, minutes, COMPATIBLE)
  return next - now
}

/** In a browser: its clock, moved ahead; it goes on from there. */
const MOVE_CLOCK = (millis: number) => `(() => {
  const Real = Date
  const now = () => Real.now() + ${millis}
  globalThis.Date = class extends Real {
    constructor(...given) {
      if (given.length === 0) super(now())
      else super(...given)
    }
    static now() {
      return now()
    }
  }
})()`

/** Moves the clock of a browser's pages by as much as that of the stack. */
export async function moveClock(context: BrowserContext, millis: number): Promise<void> {
  await context.addInitScript(MOVE_CLOCK(millis))
}
