// The odd cases of zones, each told; zone.temporal.test.ts goes through all of them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDate, formatWallTime, parseDate, parseWallEnd } from './date.ts'
import { DAY, formatInstant, HOUR, parseInstant, SECOND, type Instant } from './instant.ts'
import * as zones from './zone.ts'
import { COMPATIBLE, findZone, type WallPolicy, type Zone } from './zone.ts'

const known = <T>(found: T | undefined): T => {
  if (found === undefined) throw new Error('the test names something that does not exist')
  return found
}

const zoneOf = (name: string): Zone => known(findZone(name))
const dayOf = (text: string): number => known(parseDate(text))
const instantOf = (text: string): Instant => known(parseInstant(text))

const LAST: WallPolicy = { gap: 'forward', fold: 'last' }
const BACKWARD: WallPolicy = { gap: 'backward', fold: 'first' }

// '2027-03-14 02:30' on the zone's clock
const at = (name: string, wall: string, policy = COMPATIBLE): string => {
  const [date = '', time = ''] = wall.split(' ')
  const minutes = known(parseWallEnd(time))
  return formatInstant(zones.toInstant(zoneOf(name), dayOf(date), minutes, policy))
}

const shown = (name: string, instant: string): string => {
  const { day, minutes } = zones.toWallTime(zoneOf(name), instantOf(instant))
  return `${formatDate(day)} ${formatWallTime(minutes)}`
}

const dayStart = (name: string, date: string): string =>
  formatInstant(zones.startOfDay(zoneOf(name), dayOf(date)))

const dayLength = (name: string, date: string): number =>
  (zones.startOfDay(zoneOf(name), dayOf(date) + 1) - zones.startOfDay(zoneOf(name), dayOf(date))) /
  HOUR

describe('a zone', () => {
  it.each(['UTC', 'Europe/London', 'Asia/Calcutta', 'Europe/Kyiv', 'Etc/GMT+5', 'EST5EDT', 'GB'])(
    'is found by the IANA name %s, and keeps it',
    (name) => {
      expect(findZone(name)?.name).toBe(name)
      expect(findZone(name)).toBe(findZone(name))
    },
  )

  it('takes the case of its name from the list', () => {
    expect(findZone('europe/LONDON')?.name).toBe('Europe/London')
  })

  it.each([
    '',
    ' ',
    '+02:00',
    '-0800',
    '+02',
    '−02:00',
    'Z',
    'Mars/Olympus',
    'Europe/London ',
    'local',
  ])('is not found as %j', (name) => {
    expect(findZone(name)).toBeUndefined()
  })

  it.each(['BST', 'PST', 'IST', 'SystemV/PST8'])('is not an abbreviation of ICU: %s', (name) => {
    expect(findZone(name)).toBeUndefined()
  })

  it('is the same after hundreds of others and of years', () => {
    const before = at('Europe/Berlin', '2026-07-01 09:00')
    for (const name of Intl.supportedValuesOf('timeZone')) findZone(name)
    for (let year = 1900; year < 2100; year++) at('Europe/Berlin', `${year}-07-01 09:00`)
    expect(at('Europe/Berlin', '2026-07-01 09:00')).toBe(before)
  })
})

describe('a spring gap (New York, 2027-03-14, 02:00 to 03:00)', () => {
  it('moves a time in it forward by its length', () => {
    expect(at('America/New_York', '2027-03-14 02:30')).toBe('2027-03-14T07:30:00Z')
    expect(shown('America/New_York', '2027-03-14T07:30:00Z')).toBe('2027-03-14 03:30')
  })

  it('moves it backward where that is the policy', () => {
    expect(at('America/New_York', '2027-03-14 02:30', BACKWARD)).toBe('2027-03-14T06:30:00Z')
  })

  it('begins with 02:00 and ends before 03:00', () => {
    expect(at('America/New_York', '2027-03-14 01:59')).toBe('2027-03-14T06:59:00Z')
    expect(at('America/New_York', '2027-03-14 02:00')).toBe('2027-03-14T07:00:00Z')
    expect(at('America/New_York', '2027-03-14 03:00')).toBe('2027-03-14T07:00:00Z')
  })

  it('makes a day of 23 hours', () => {
    expect(dayLength('America/New_York', '2027-03-14')).toBe(23)
  })
})

describe('an autumn fold (New York, 2026-11-01, 01:00 to 02:00 twice)', () => {
  it('takes the first occurrence, or the last where that is the policy', () => {
    expect(at('America/New_York', '2026-11-01 01:30')).toBe('2026-11-01T05:30:00Z')
    expect(at('America/New_York', '2026-11-01 01:30', LAST)).toBe('2026-11-01T06:30:00Z')
  })

  it('ends with 02:00, which occurs once', () => {
    expect(at('America/New_York', '2026-11-01 02:00')).toBe('2026-11-01T07:00:00Z')
    expect(at('America/New_York', '2026-11-01 02:00', LAST)).toBe('2026-11-01T07:00:00Z')
  })

  it('shows both', () => {
    expect(shown('America/New_York', '2026-11-01T05:30:00Z')).toBe('2026-11-01 01:30')
    expect(shown('America/New_York', '2026-11-01T06:30:00Z')).toBe('2026-11-01 01:30')
  })

  it('makes a day of 25 hours', () => {
    expect(dayLength('America/New_York', '2026-11-01')).toBe(25)
  })
})

describe('minutes beyond midnight', () => {
  it('are wall times of the next days', () => {
    const berlin = zoneOf('Europe/Berlin')
    const saturday = dayOf('2027-03-27')
    for (const minutes of [0, 1, 120, 150, 180, 1440]) {
      expect(zones.toInstant(berlin, saturday, minutes + 1440, COMPATIBLE)).toBe(
        zones.toInstant(berlin, saturday + 1, minutes, COMPATIBLE),
      )
    }
    expect(at('Europe/Berlin', '2026-12-31 24:00')).toBe('2026-12-31T23:00:00Z')
  })
})

describe('a change at midnight', () => {
  it('lets the day begin at 01:00 (Cairo, 2026-04-24)', () => {
    expect(dayStart('Africa/Cairo', '2026-04-24')).toBe('2026-04-23T22:00:00Z')
    expect(shown('Africa/Cairo', '2026-04-23T22:00:00Z')).toBe('2026-04-24 01:00')
    expect(shown('Africa/Cairo', '2026-04-23T21:59:59Z')).toBe('2026-04-23 23:59')
    expect(at('Africa/Cairo', '2026-04-24 00:30')).toBe('2026-04-23T22:30:00Z')
    expect(dayLength('Africa/Cairo', '2026-04-24')).toBe(23)
  })

  it('repeats the last hour of the day (Santiago, 2026-04-04)', () => {
    expect(shown('America/Santiago', '2026-04-05T02:30:00Z')).toBe('2026-04-04 23:30')
    expect(shown('America/Santiago', '2026-04-05T03:30:00Z')).toBe('2026-04-04 23:30')
    expect(dayStart('America/Santiago', '2026-04-05')).toBe('2026-04-05T04:00:00Z')
    expect(dayLength('America/Santiago', '2026-04-04')).toBe(25)
  })

  it('repeats the last hour of the day (Beirut, 2026-10-24)', () => {
    expect(at('Asia/Beirut', '2026-10-24 23:30')).toBe('2026-10-24T20:30:00Z')
    expect(at('Asia/Beirut', '2026-10-24 23:30', LAST)).toBe('2026-10-24T21:30:00Z')
    expect(dayStart('Asia/Beirut', '2026-10-25')).toBe('2026-10-24T22:00:00Z')
  })

  it('one minute after it goes back into the old day (St John’s, 2010-11-07)', () => {
    expect(dayStart('America/St_Johns', '2010-11-07')).toBe('2010-11-07T02:30:00Z')
    expect(shown('America/St_Johns', '2010-11-07T02:30:00Z')).toBe('2010-11-07 00:00')
    expect(shown('America/St_Johns', '2010-11-07T02:31:00Z')).toBe('2010-11-06 23:01')
  })

  it('in a gap that began the evening before starts the day at the change (Toronto, 1919)', () => {
    expect(dayStart('America/Toronto', '1919-03-31')).toBe('1919-03-31T04:30:00Z')
    expect(shown('America/Toronto', '1919-03-31T04:30:00Z')).toBe('1919-03-31 00:30')
  })
})

describe('unusual rules', () => {
  it('change by 30 minutes (Lord Howe, 2026-10-04)', () => {
    expect(at('Australia/Lord_Howe', '2026-10-04 02:15')).toBe('2026-10-03T15:45:00Z')
    expect(shown('Australia/Lord_Howe', '2026-10-03T15:45:00Z')).toBe('2026-10-04 02:45')
    expect(dayLength('Australia/Lord_Howe', '2026-10-04')).toBe(23.5)
    expect(dayLength('Australia/Lord_Howe', '2027-04-04')).toBe(24.5)
  })

  it('set the clock back for Ramadan only (Casablanca, 2026)', () => {
    expect(at('Africa/Casablanca', '2026-02-01 09:00')).toBe('2026-02-01T08:00:00Z')
    expect(at('Africa/Casablanca', '2026-03-01 09:00')).toBe('2026-03-01T09:00:00Z')
    expect(at('Africa/Casablanca', '2026-04-01 09:00')).toBe('2026-04-01T08:00:00Z')
  })

  it('changed four times in a year (El Aaiun and Cairo, 2010–2014)', () => {
    expect(
      ['05-01', '07-15', '08-15', '11-01'].map((day) => at('Africa/El_Aaiun', `2014-${day} 12:00`)),
    ).toEqual([
      '2014-05-01T11:00:00Z',
      '2014-07-15T12:00:00Z',
      '2014-08-15T11:00:00Z',
      '2014-11-01T12:00:00Z',
    ])
    expect(
      ['04-01', '08-01', '09-01', '09-15', '10-15'].map((day) =>
        at('Africa/Cairo', `2010-${day} 12:00`),
      ),
    ).toEqual([
      '2010-04-01T10:00:00Z',
      '2010-08-01T09:00:00Z',
      '2010-09-01T10:00:00Z',
      '2010-09-15T09:00:00Z',
      '2010-10-15T10:00:00Z',
    ])
  })

  it('had a double summer time (London, 1947)', () => {
    expect(
      ['03-01', '04-01', '06-01', '09-01', '12-01'].map((day) =>
        at('Europe/London', `1947-${day} 12:00`),
      ),
    ).toEqual([
      '1947-03-01T12:00:00Z',
      '1947-04-01T11:00:00Z',
      '1947-06-01T10:00:00Z',
      '1947-09-01T11:00:00Z',
      '1947-12-01T12:00:00Z',
    ])
  })

  it('gave summer time up after a week (Recife, October 2000)', () => {
    expect(
      ['10-07', '10-10', '10-20'].map((day) => at('America/Recife', `2000-${day} 12:00`)),
    ).toEqual(['2000-10-07T15:00:00Z', '2000-10-10T14:00:00Z', '2000-10-20T15:00:00Z'])
  })

  it('call winter the exception (Dublin)', () => {
    expect(at('Europe/Dublin', '2026-01-15 09:00')).toBe('2026-01-15T09:00:00Z')
    expect(at('Europe/Dublin', '2026-07-15 09:00')).toBe('2026-07-15T08:00:00Z')
  })

  it('have seconds in old offsets (Monrovia until 1972)', () => {
    const monrovia = zoneOf('Africa/Monrovia')
    expect(zones.offsetAt(monrovia, instantOf('1971-06-01T00:00:00Z'))).toBe(-2670 * SECOND)
    expect(shown('Africa/Monrovia', '1971-06-01T00:44:29Z')).toBe('1971-05-31 23:59')
    expect(shown('Africa/Monrovia', '1971-06-01T00:44:30Z')).toBe('1971-06-01 00:00')
  })
})

describe('a date that a zone skips', () => {
  it.each([
    ['Pacific/Apia', '2011-12-30'],
    ['Pacific/Fakaofo', '2011-12-30'],
    ['Pacific/Kwajalein', '1993-08-21'],
    ['Pacific/Kiritimati', '1994-12-31'],
    ['Pacific/Kanton', '1994-12-31'],
  ])('%s %s, and no other beside it', (name, date) => {
    const zone = zoneOf(name)
    const near = [-2, -1, 0, 1, 2].map((days) => zones.isSkippedDay(zone, dayOf(date) + days))
    expect(near).toEqual([false, false, true, false, false])
    expect(dayLength(name, date)).toBe(0)
  })

  it('would have begun when the next one does', () => {
    expect(dayStart('Pacific/Apia', '2011-12-30')).toBe('2011-12-30T10:00:00Z')
    expect(dayStart('Pacific/Apia', '2011-12-31')).toBe('2011-12-30T10:00:00Z')
  })

  it('moves its wall times forward by a day', () => {
    expect(at('Pacific/Apia', '2011-12-30 09:00')).toBe(at('Pacific/Apia', '2011-12-31 09:00'))
    expect(at('Pacific/Apia', '2011-12-30 09:00', BACKWARD)).toBe(
      at('Pacific/Apia', '2011-12-29 09:00'),
    )
  })

  it('is none where a gap is shorter than a day, or where a day comes twice', () => {
    expect(zones.isSkippedDay(zoneOf('America/New_York'), dayOf('2027-03-14'))).toBe(false)
    expect(zones.isSkippedDay(zoneOf('Africa/Cairo'), dayOf('2026-04-24'))).toBe(false)
    expect(zones.isSkippedDay(zoneOf('Pacific/Kwajalein'), dayOf('1969-09-30'))).toBe(false)
  })
})

describe('the local date until which nothing changes', () => {
  const names = ['America/New_York', 'America/St_Johns', 'Africa/Cairo', 'Pacific/Apia']
  const years = { min: Date.UTC(2006, 0, 1) / SECOND, max: Date.UTC(2030, 0, 1) / SECOND }

  it('is that of every instant before, and over with a midnight or a change of clocks', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.integer(years),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (name, seconds, part) => {
          const zone = zoneOf(name)
          const instant = seconds * SECOND
          const { day, until } = zones.toLocalDayUntil(zone, instant)
          const within = Math.floor(instant + part * (until - 1 - instant))
          expect([zones.toLocalDay(zone, instant), zones.toLocalDay(zone, within)]).toEqual([
            day,
            day,
          ])
          const isOver = zones.toLocalDay(zone, until) !== day
          const isChanged = zones.offsetAt(zone, until) !== zones.offsetAt(zone, instant)
          expect(isOver || isChanged).toBe(true)
        },
      ),
      { numRuns: 5000 },
    )
  })

  it('ends where clocks are set back over midnight, and comes again', () => {
    const zone = zoneOf('America/St_Johns')
    const first = instantOf('2006-10-29T02:30:00Z')
    const { day, until } = zones.toLocalDayUntil(zone, first)
    expect(formatDate(day)).toBe('2006-10-29')
    expect(formatInstant(until)).toBe('2006-10-29T02:31:00Z')
    expect(formatDate(zones.toLocalDay(zone, until))).toBe('2006-10-28')
  })
})

describe('far away years', () => {
  it('keep local mean time before the laws', () => {
    expect(at('Europe/Paris', '0001-01-01 12:00')).toBe(
      at('Europe/Paris', '0001-01-01 12:00', LAST),
    )
    expect(zones.offsetAt(zoneOf('Europe/Paris'), instantOf('0500-06-01T00:00:00Z'))).toBe(
      561 * SECOND,
    )
  })

  it('keep the rules in force to the end of 9999', () => {
    expect(at('America/New_York', '9999-07-01 12:00')).toBe('9999-07-01T16:00:00Z')
    expect(zones.offsetAt(zoneOf('Asia/Tokyo'), instantOf('9999-12-31T23:59:59Z'))).toBe(9 * HOUR)
    expect(zones.toLocalDay(zoneOf('Asia/Tokyo'), instantOf('9999-12-31T23:59:59Z')) * DAY).toBe(
      Date.UTC(10000, 0, 1),
    )
  })
})
