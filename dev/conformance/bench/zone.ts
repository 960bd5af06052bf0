// Wall clocks by the runtime's own Intl: an arithmetic of its own, so that the deployment's is not checked by itself.

const HOUR = 3_600_000
export const MINUTE = 60_000
export const DAY = 24 * HOUR

/** An instant as answers have it: in Z, whole seconds. */
export const toText = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')

/** Making one takes far longer than using it. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const style = { timeZone: zone, dateStyle: 'short', timeStyle: 'short' } as const
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', style)
  formats.set(zone, format)
  return format
}

/** What the clocks of a zone show, `YYYY-MM-DD HH:MM`, as Sweden writes it. */
export function wallAt(at: number, zone: string): { readonly date: string; readonly time: string } {
  const text = formatOf(zone).format(at)
  return { date: text.slice(0, 10), time: text.slice(11, 16) }
}

/** How far the clocks of a zone are ahead of UTC, in milliseconds. */
function aheadAt(at: number, zone: string): number {
  const { date, time } = wallAt(at, zone)
  return Date.parse(`${date}T${time}:00Z`) - Math.floor(at / MINUTE) * MINUTE
}

/** The first instant at which clocks show this; one that they skip moves forward by what they skip. `24:00` is the next midnight. */
export function instantOf(date: string, time: string, zone: string): number {
  const asUtc =
    time === '24:00' ? Date.parse(`${date}T00:00:00Z`) + DAY : Date.parse(`${date}T${time}:00Z`)
  const [before, after] = [aheadAt(asUtc - DAY, zone), aheadAt(asUtc + DAY, zone)]
  const candidates = [asUtc - before, asUtc - after].sort((a, b) => a - b)
  return candidates.find((at) => at + aheadAt(at, zone) === asUtc) ?? asUtc - before
}

/** The date so many days later. */
export const dateAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)

/** The next date, from a date on, on which the clocks of a zone jump by so many hours (1: spring, −1: autumn). */
export function nextClockChange(zone: string, from: string, hours: 1 | -1): string | undefined {
  return Array.from({ length: 400 }, (_, days) => dateAfter(from, days)).find((date) => {
    const [start, end] = [instantOf(date, '00:00', zone), instantOf(date, '24:00', zone)]
    return end - start === DAY - hours * HOUR
  })
}

/** Zones of which one has its day whenever it is asked. */
const ZONES = ['Europe/Athens', 'America/New_York', 'Australia/Sydney']

/** One where it is between 05:00 and 15:00, so that a check of today has hours of today behind and before it. */
export function zoneWithDaylight(at: number): string {
  const isDay = (zone: string) => {
    const hour = Number(wallAt(at, zone).time.slice(0, 2))
    return hour >= 5 && hour < 15
  }
  return ZONES.find(isDay) ?? 'Europe/Athens'
}
