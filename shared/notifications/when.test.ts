// Times as people read them: in their zone, with the other side's where its clock shows another.
import { describe, expect, it } from 'vitest'
import { instantText, isTwofold, placeOf, showsTheSame, spanText, timeText } from './when.ts'

const START = Date.UTC(2026, 10, 24, 9)
const END = START + 30 * 60_000
const at = (timeZone: string, locale?: string) => ({
  timeZone,
  ...(locale !== undefined && { locale }),
})

describe('a time', () => {
  it.each([
    [at('Europe/Berlin'), 'Tue, 24 Nov 2026, 10:00–10:30'],
    [at('Europe/Berlin', 'de'), 'Di., 24. Nov. 2026, 10:00–10:30 Uhr'],
    [at('Europe/Berlin', 'de-AT'), 'Di., 24. Nov. 2026, 10:00–10:30 Uhr'],
    [at('America/New_York', 'en-US'), 'Tue, Nov 24, 2026, 4:00 – 4:30 AM'],
    [at('Asia/Tokyo', 'no such locale'), 'Tue, 24 Nov 2026, 18:00–18:30'],
  ])('is told to %o as %s', (reader, expected) => {
    expect(spanText(reader, START, END)).toBe(expected)
  })

  it('has both dates where it runs past midnight', () => {
    const text = spanText(at('Europe/London'), START + 14.75 * 3_600_000, END + 14.75 * 3_600_000)
    expect(text).toBe('Tue, 24 Nov 2026, 23:45 – Wed, 25 Nov 2026, 00:15')
  })

  it('says which it is where its wall time comes twice that night', () => {
    const first = Date.UTC(2026, 9, 25, 0, 30) // 02:30 summer time in Berlin
    const reader = at('Europe/Berlin')
    expect([first, first + 3_600_000].map((instant) => instantText(reader, instant))).toEqual([
      'Sun, 25 Oct 2026, 02:30 CEST',
      'Sun, 25 Oct 2026, 02:30 CET',
    ])
    expect(isTwofold('Europe/Berlin', START)).toBe(false)
    // Lord Howe sets its clocks back by half an hour.
    expect(isTwofold('Australia/Lord_Howe', Date.UTC(2026, 3, 4, 14, 45))).toBe(true)
  })

  it('is shown the same by clocks that show the same, whatever their zones are called', () => {
    expect(showsTheSame('Europe/Berlin', 'Europe/Paris', START)).toBe(true)
    expect(showsTheSame('Europe/Berlin', 'Europe/London', START)).toBe(false)
    // Between the clock changes of both, New York is five hours behind Berlin, else six.
    expect(showsTheSame('Europe/London', 'Africa/Abidjan', START)).toBe(true)
    expect(showsTheSame('Europe/London', 'Africa/Abidjan', Date.UTC(2026, 6, 1))).toBe(false)
  })

  it('is told alone where its date is known', () => {
    expect(timeText(at('Europe/Berlin'), START, END)).toBe('10:00')
    const midnight = START + 14 * 3_600_000
    expect(timeText(at('Europe/Berlin'), midnight, START)).toBe('Wed, 25 Nov 2026, 00:00')
  })

  it.each([
    ['en-GB', 'Tue, 24 Nov 2026, 09:00', '09:00'],
    ['en-US', 'Tue, Nov 24, 2026, 9:00 AM', '9:00 AM'],
    ['de', 'Di., 24. Nov. 2026, 09:00 Uhr', '09:00 Uhr'],
  ])('alone is told as %s writes it', (locale, instant, time) => {
    const reader = at('Europe/London', locale)
    expect([instantText(reader, START), timeText(reader, START, END)]).toEqual([instant, time])
  })

  it('alone that comes twice says which it is, in German too', () => {
    const first = Date.UTC(2026, 9, 25, 0, 30)
    expect(timeText(at('Europe/Berlin', 'de'), first, first)).toBe('02:30 MESZ')
  })
})

describe('a zone', () => {
  it('is called by its place', () => {
    expect(['America/New_York', 'UTC', 'America/Argentina/Buenos_Aires'].map(placeOf)).toEqual([
      'New York',
      'UTC',
      'Buenos Aires',
    ])
  })
})
