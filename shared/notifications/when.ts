// Instants as a person reads them: in their own zone and in the way of their locale, the other zone named where it differs.
import { type Instant, MINUTE } from '../time/instant.ts'
import { type Language, languageOf } from './messages.ts'

/** Whom it is told to: where they are, and how they read dates. */
export interface Reader {
  readonly timeZone: string
  readonly locale?: string
}

/** A locale that Intl takes, for dates: the account's own, else one of its language with the day first. */
function dateLocale(locale: string | undefined): string {
  const byLanguage: Record<Language, string> = { en: 'en-GB', de: 'de-DE' }
  try {
    const [known] = Intl.DateTimeFormat.supportedLocalesOf(locale ?? [])
    if (known?.includes('-')) return known
  } catch {
    // Not a locale at all: somebody's app sent what it liked, before we checked it.
  }
  return byLanguage[languageOf(locale)]
}

const DATE = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const
const TIME = { minute: '2-digit' } as const

/** `09:00` by a clock of 24 hours, `9:00 AM` by one of twelve. */
function hourOf(locale: string): '2-digit' | 'numeric' {
  const { hour12 } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions()
  return hour12 === true ? 'numeric' : '2-digit'
}

function text(
  { timeZone, locale }: Reader,
  options: Intl.DateTimeFormatOptions,
  ...instants: readonly [Instant, Instant?]
): string {
  const known = dateLocale(locale)
  const format = new Intl.DateTimeFormat(known, { ...options, hour: hourOf(known), timeZone })
  const [start, end] = instants
  return (end === undefined ? format.format(start) : format.formatRange(start, end)).replaceAll(
    /[\u202F\u2009\u00A0]/g,
    ' ',
  )
}

/** Local date and wall time in one text, so that two can be compared. */
const wallOf = (timeZone: string, instant: Instant): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(instant)

/** Whether the wall clocks of two zones show the same, at this instant: not whether their names are the same. */
export const showsTheSame = (a: string, b: string, instant: Instant): boolean =>
  wallOf(a, instant) === wallOf(b, instant)

/** Whether a wall time occurs twice on its date in this zone, so that it has to say which it is. */
export function isTwofold(timeZone: string, instant: Instant): boolean {
  const wall = wallOf(timeZone, instant)
  // Clocks have been set back by half an hour to two hours.
  return [30, 60, 120].some((minutes) =>
    [-1, 1].some((sign) => wallOf(timeZone, instant + sign * minutes * MINUTE) === wall),
  )
}

/** `Tue, 24 Nov 2026, 10:00–10:30`; a time that occurs twice on that date carries its zone's abbreviation. */
export function spanText(reader: Reader, start: Instant, end: Instant): string {
  const isNamed = isTwofold(reader.timeZone, start)
  return text(reader, { ...DATE, ...TIME, ...(isNamed && { timeZoneName: 'short' }) }, start, end)
}

function oneText(reader: Reader, options: Intl.DateTimeFormatOptions, at: Instant): string {
  if (isTwofold(reader.timeZone, at)) return text(reader, { ...options, timeZoneName: 'short' }, at)
  const told = text(reader, options, at)
  // Of a single time Intl leaves out what Germans say behind it.
  return dateLocale(reader.locale).startsWith('de') ? `${told} Uhr` : told
}

/** `Tue, 24 Nov 2026, 10:00`. */
export const instantText = (reader: Reader, at: Instant): string =>
  oneText(reader, { ...DATE, ...TIME }, at)

const dateOf = (timeZone: string, instant: Instant): string =>
  wallOf(timeZone, instant).slice(0, 10)

/** `10:00`; with its date where that is not the one of what was told before. */
export function timeText(reader: Reader, at: Instant, before: Instant): string {
  const isSameDate = dateOf(reader.timeZone, at) === dateOf(reader.timeZone, before)
  return isSameDate ? oneText(reader, TIME, at) : instantText(reader, at)
}

/** A zone by the place in its name: `New York` of `America/New_York`. */
export const placeOf = (timeZone: string): string =>
  (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')
