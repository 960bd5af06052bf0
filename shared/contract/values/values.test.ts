// The values that requests are made of: what is taken, what it becomes, and what is refused.
import { describe, expect, it } from 'vitest'
import type * as z from 'zod'
import * as v from './values.ts'

const taken = <T>(schema: z.ZodType<T>, input: unknown): T | 'refused' => {
  const parsed = schema.safeParse(input)
  return parsed.success ? parsed.data : 'refused'
}

/** Tests of one value: what it becomes, and what is refused. Its title says what it is. */
function itTakes(
  schema: z.ZodType,
  good: readonly (readonly [input: unknown, becomes: unknown])[],
  bad: readonly unknown[],
): void {
  it.each(good)('takes %j as %j', (input, becomes) => {
    expect(taken(schema, input)).toEqual(becomes)
  })

  it.each(bad.map((input) => [input]))('refuses %j', (input) => {
    expect(taken(schema, input)).toBe('refused')
  })
}

const NOT_TEXT = [5, null, true, {}, [], undefined]
const NOT_A_NUMBER = ['5', null, true, 1.5, Number.NaN, Number.POSITIVE_INFINITY, undefined]
const same = (...inputs: readonly unknown[]) => inputs.map((input) => [input, input] as const)

describe('a bound of a query', () => {
  itTakes(
    v.bound,
    [
      ['1970-01-01T00:00:01Z', 1000],
      ['1970-01-01T01:00:00+01:00', 0],
      ['1969-12-31t19:00:00.0019-05:00', 1],
    ],
    [
      '2026-11-23',
      '2026-11-23T15:00:00',
      '2026-11-23T15:00Z',
      '2026-11-23 15:00:00Z',
      '2026-02-29T00:00:00Z',
      '2026-11-23T24:00:00Z',
      '2026-11-23T15:00:60Z',
      '2026-11-23T15:00:00+24:00',
      '1764000000',
      '',
      ...NOT_TEXT,
    ],
  )
})

describe('an instant that is stored', () => {
  itTakes(
    v.instant,
    [
      ['1970-01-01T00:00:01.999Z', 1000],
      ['1969-12-31T23:59:59.001Z', -1000],
    ],
    ['tomorrow', ...NOT_TEXT],
  )
})

describe('a date', () => {
  itTakes(v.date, same('2026-11-23', '2024-02-29', '0001-01-01', '9999-12-31'), [
    '2026-02-29',
    '2026-13-01',
    '2026-1-1',
    '0000-01-01',
    '26-11-23',
    '2026-11-23T00:00:00Z',
    '',
    ...NOT_TEXT,
  ])
})

describe('a wall time to start at', () => {
  itTakes(v.wallStart, same('00:00', '09:30', '23:59'), [
    '24:00',
    '24:30',
    '9:00',
    '09:60',
    '09:00:00',
    '-1:00',
    '',
    ...NOT_TEXT,
  ])
})

describe('a wall time to end at', () => {
  itTakes(v.wallEnd, same('00:00', '23:59', '24:00'), [
    '24:01',
    '24:30',
    '25:00',
    '9:00',
    '',
    ...NOT_TEXT,
  ])
})

describe('a time zone', () => {
  itTakes(
    v.timeZone,
    [
      ['Europe/Berlin', 'Europe/Berlin'],
      ['europe/berlin', 'Europe/Berlin'],
      ['UTC', 'UTC'],
      ['Asia/Calcutta', 'Asia/Calcutta'],
    ],
    ['Mars/Olympus', '+02:00', 'BST', 'Europe', '', ' UTC', ...NOT_TEXT],
  )
})

describe('an id', () => {
  itTakes(
    v.id,
    [
      ['018f0000-0000-7000-8000-00000000000a', '018f0000-0000-7000-8000-00000000000a'],
      ['018F0000-0000-7000-8000-00000000000A', '018f0000-0000-7000-8000-00000000000a'],
    ],
    [
      '018f0000',
      '018f0000000070008000000000000000',
      '{018f0000-0000-7000-8000-000000000000}',
      '',
      ...NOT_TEXT,
    ],
  )
})

describe('a Firebase user id', () => {
  itTakes(v.uid, same('a', 'x'.repeat(128)), [
    '',
    'x'.repeat(129),
    'a\u0000',
    '\ud800',
    '.',
    '..',
    'a/b',
    // A line break is a character like any other in `__…__`.
    '____',
    '__x__',
    '__\n__',
    '__\r\n\u2028__',
    ...NOT_TEXT,
  ])

  it('has as few bytes as an id of a document may have', () => {
    expect(v.isPathSegment('ä'.repeat(750))).toBe(true)
    expect(v.isPathSegment('ä'.repeat(751))).toBe(false)
  })
})

describe('a whole number from 1 to 500', () => {
  itTakes(v.seats, same(1, 500), [0, 501, -1, ...NOT_A_NUMBER])
})

describe('a weekday', () => {
  itTakes(v.weekday, same(1, 7), [0, 8, ...NOT_A_NUMBER])
})

describe('a version', () => {
  itTakes(v.version, same(1, 2_147_483_647), [0, 2_147_483_648, ...NOT_A_NUMBER])
})

describe('a line of text', () => {
  itTakes(
    v.line(5),
    [
      ['Ärzte', 'Ärzte'],
      ['  abc  ', 'abc'],
      ['  abcde', 'abcde'],
      ['😀😀😀😀😀', '😀😀😀😀😀'],
    ],
    ['', '   ', 'abcdef', 'a\u0000b', 'a\ud800', ...NOT_TEXT],
  )
})

describe('text without anything to see', () => {
  const INVISIBLE = [
    ['a Hangul filler', '\u3164'],
    ['a half-width Hangul filler', '\uffa0'],
    ['Hangul jamo fillers', '\u115f\u1160'],
    ['a Braille blank', '\u2800'],
    ['a zero-width space', '\u200b'],
    ['joiners', '\u200c\u200d\u2060'],
    ['a byte order mark', '\ufeff'],
    ['variation selectors', '\ufe0f\u{e0100}'],
    ['marks of direction', '\u200e\u202e\u2066'],
    ['a soft hyphen', '\u00ad'],
    ['a grapheme joiner', '\u034f'],
    ['Mongolian selectors', '\u180b\u180e'],
    ['tags', '\u{e0041}\u{e007f}'],
    ['controls', '\u0001\u001b\u0085'],
    ['a musical null notehead', '\u{1d159}'],
    ['hieroglyphic blanks', '\u{13441}\u{13442}'],
    ['a Khitan filler', '\u{16fe4}'],
    ['blanks between fillers', '\u3164 \u2003\u2800'],
  ] as const

  it.each(INVISIBLE)('is no line: %s', (_, text) => {
    expect(taken(v.line(5), text)).toBe('refused')
  })

  it.each(INVISIBLE)('is left empty: %s', (_, text) => {
    expect(taken(v.freeText(5), text)).toBe(null)
  })

  it.each(INVISIBLE)('may stand beside what can be seen: %s', (_, text) => {
    expect(taken(v.line(10), `a${text}b`)).toBe(`a${text}b`)
  })
})

describe('text in any language, and emoji', () => {
  itTakes(
    v.line(20),
    same(
      'Ärzte',
      'دکتر می‌روم',
      'क्षत्रिय',
      '안녕',
      '山田太郎',
      'שָׁלוֹם',
      '👩🏽‍⚕️',
      '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
      '🇩🇪',
      '1️⃣',
      // A private character that a vendor's font shows, and one that a coming Unicode may assign.
      '\uf8ff',
      '\u{1faff}',
    ),
    [],
  )
})

describe('an e-mail address', () => {
  itTakes(
    v.email,
    [
      ...same(
        'anna@example.org',
        'a.b+c@mail.example.org',
        'pat@müller.de',
        'pat@xn--mller-kva.de',
        'a@xn--e1afmkfd.xn--p1ai',
        'иван@пример.рф',
        '用户@例子.公司',
        'उपयोगकर्ता@उदाहरण.कॉम',
        'pat&sam@example.com',
        'a/b=c@example.com',
        'pat%shop@example.com',
        '{pat}@example.com',
        "o'hara.!#$*?^_`|~-@example.com",
        '.a..b.@example.com',
        'root@localhost',
        `a@${'x'.repeat(63)}.example`,
        `${'x'.repeat(242)}@example.org`,
      ),
      [' \tanna@example.org\r\n', 'anna@example.org'],
      ['\u00a0anna@example.org\ufeff', 'anna@example.org'],
    ],
    [
      'anna',
      'anna@',
      '@example.org',
      'a@b@example.org',
      'a b@example.org',
      'a\u00a0b@example.org',
      'a\u3000b@example.org',
      'anna@exam ple.org',
      'an\u200bna@example.org',
      'anna@exam\u200bple.org',
      'anna@exam\u00adple.org',
      'anna\u2060@example.org',
      'anna\ufe0f@example.org',
      'anna@example.org\nbcc: otto@example.org',
      'an\rna@example.org',
      'an\u2028na@example.org',
      'Anna <anna@example.org>',
      '<anna@example.org>',
      'mailto:anna@example.org?subject=x',
      '"an na"@example.org',
      'anna,otto@example.org',
      'anna@example.org,otto@example.org',
      'anna@example..org',
      'anna@.example.org',
      'anna@example.org.',
      'anna@-example.org',
      'anna@example-.org',
      'anna@exa_mple.org',
      'anna@[127.0.0.1]',
      'anna@[::1]',
      'anna@müller.de/path',
      'anna@müller.de:25',
      'anna@otto@müller.de',
      'anna@m%C3%BCller.de',
      'anna@mü%2e.de',
      'anna@℀.de',
      `a@${'x'.repeat(64)}.example`,
      `a@${'ü'.repeat(63)}.example`,
      `${'x'.repeat(243)}@example.org`,
      'a\u0000@example.org',
      '\ud800@example.org',
      '',
      ...NOT_TEXT,
    ],
  )

  it.each(['anna', `${'x'.repeat(300)}@example.org`, 'a\u0000@example.org', ''])(
    'is refused for one reason: %j',
    (text) => {
      expect(v.email.safeParse(text).error?.issues).toHaveLength(1)
    },
  )
})

describe('an interval of wall times', () => {
  itTakes(
    v.wallInterval,
    same(
      { start: '09:00', end: '10:00' },
      { start: '22:00', end: '02:00' },
      { start: '00:00', end: '24:00' },
      { start: '12:00', end: '00:00' },
    ),
    [
      { start: '09:00', end: '09:00' },
      { start: '00:00', end: '00:00' },
      { start: '24:00', end: '01:00' },
      { start: '09:00' },
      { start: '09:00', end: '10:00', weekday: 1 },
      ['09:00', '10:00'],
      ...NOT_TEXT,
    ],
  )
})

describe('a price', () => {
  itTakes(
    v.price,
    same({ amountMinor: 0, currency: 'EUR' }, { amountMinor: 1_000_000_000, currency: 'JPY' }),
    [
      { amountMinor: -1, currency: 'EUR' },
      { amountMinor: 1_000_000_001, currency: 'EUR' },
      { amountMinor: 1.5, currency: 'EUR' },
      { amountMinor: 1, currency: 'eur' },
      { amountMinor: 1, currency: 'EURO' },
      { amountMinor: 1 },
      { amountMinor: 1, currency: 'EUR', tax: 1 },
    ],
  )
})

describe('weekly hours', () => {
  const interval = (weekday: number, hour = 9) => ({
    weekday,
    start: `${String(hour).padStart(2, '0')}:00`,
    end: `${String(hour).padStart(2, '0')}:30`,
  })
  const many = (weekday: number, count: number) =>
    Array.from({ length: count }, (_, hour) => interval(weekday, hour))

  it('take up to twelve intervals a weekday, overlapping ones too', () => {
    const full = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => many(weekday, 12))
    expect(taken(v.weeklyHours, full)).toEqual(full)
    expect(taken(v.weeklyHours, [interval(1), interval(1)])).toHaveLength(2)
    expect(taken(v.weeklyHours, [])).toEqual([])
  })

  it('refuse a thirteenth, and say which it is', () => {
    const parsed = v.weeklyHours.safeParse([...many(3, 13), ...many(4, 12)])
    expect(parsed.error?.issues.map(({ path, message }) => [path, message])).toEqual([
      [[12], 'weekday 3 has more than 12 intervals'],
    ])
  })

  it.each([
    [{ weekday: 0, start: '09:00', end: '10:00' }],
    [{ weekday: 8, start: '09:00', end: '10:00' }],
    [{ weekday: 1, start: '09:00', end: '09:00' }],
    [{ weekday: 1, start: '24:00', end: '10:00' }],
    [{ start: '09:00', end: '10:00' }],
    [{ weekday: 1, start: '09:00', end: '10:00', place: 'here' }],
  ])('refuse %j', (wrong) => {
    expect(taken(v.weeklyHours, [wrong])).toBe('refused')
  })
})

describe('a quoted value', () => {
  it.each([
    ['a', '"a"'],
    [5, '5'],
    [null, 'null'],
    [undefined, 'undefined'],
    [{ a: [1] }, '{"a":[1]}'],
    ['"', '"\\""'],
  ])('%j reads %s', (value, text) => {
    expect(v.quote(value)).toBe(text)
  })

  it('is never longer than 60 characters', () => {
    expect(v.quote('x'.repeat(58))).toBe(`"${'x'.repeat(58)}"`)
    expect(v.quote('x'.repeat(59))).toBe(`"${'x'.repeat(56)}…`)
    expect(v.quote(Array(1000).fill(1)).length).toBeLessThanOrEqual(60)
  })
})
