// Values that programs stumble over: of the wrong type, too large, too deep, or of a script that nobody thought of.
import type { Node } from './json.ts'

const long = (letter: string, length: number) => letter.repeat(length)
const LIST_LENGTHS = [1, 13, 101, 1001, 5000]
const DEPTHS = [5, 33, 500, 10_000]

/** As the message is sent; `what` says in few words. */
export interface Awkward {
  readonly what: string
  readonly node: Node
}

const entry = (what: string, node: Node): Awkward => ({ what, node })

const NUMBERS = [
  '0', '-0', '-1', '1.5', '1e21', '1e308', '1e400', '-1e400', '9007199254740993', '2147483648', '1e-7',
  '4.9e-324', long('9', 4000), `0.${long('1', 4000)}`, '1E5', '525600', '525601',
].map((text) => entry(`the number ${text.slice(0, 24)}`, { literal: text })) // prettier-ignore

const TEXTS = [
  '', ' ', '\u3164', '\u200b', 'a\u0000b', '\ud800', '\udc00\ud800', '\ufeff', '\u202eevil', '\u2028\u2029', 'é', 'e\u0301',
  'ﬁ', 'İ', 'ẞ', '𝔸𝕏', '👩‍👩‍👧‍👦', '\u{10ffff}', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'null', 'undefined',
  'true', 'NaN', '-Infinity', '[object Object]', '${7*7}', '{{7*7}}', '%s%n%d', '%00', '%zz', "'; drop table bookings; --",
  "' or '1'='1", '\\', '\\u0000', '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', 'javascript:alert(1)',
  '=cmd|x!A0', '../../../etc/passwd', '/etc/passwd\u0000.png', 'file:///etc/passwd', 'http://169.254.169.254/', 'a\r\nX-Evil: 1',
  '*', '.', '..', '__all__', 'a/b', '?', '#', '(', '[', '(a+)+$', 'a@b', 'a@b.c\r\nBcc: d@e.f', `${long('a', 64)}@example.com`,
  `a@${long('b.', 120)}c`, 'Ana <ana@example.com>', 'xn--', 'a@xn--', '+49 30 901820', long('1', 41),
].map((text) => entry(`the text ${JSON.stringify(text.slice(0, 40))}`, text)) // prettier-ignore

const TIMES = [
  '2026-02-30', '2026-02-30T10:00:00Z', '2026-11-23T24:00:00Z', '2026-11-23T23:59:60Z', '2026-11-23T10:00:00+24:00',
  '2026-11-23T10:00:00-23:59', '2026-11-23T10:00:00.123456789Z', '0000-01-01T00:00:00Z', '-000001-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z', '+275760-09-13T00:00:00.001Z', '9999-12-31T23:59:59Z', '10000-01-01T00:00:00Z', '1969-12-31T23:59:59Z',
  '2026-11-23t10:00:00z', '2026-11-23 10:00:00Z', '20261123T100000Z', '2026-W48-1', '2026-11-23', '9999-12-31', '0001-01-01',
  '24:00', '24:01', '00:00', '7:00', '23:59:59', '２０:００', 'Europe/Berlin', 'Etc/GMT+14', 'Etc/Unknown', 'UTC', 'utc',
  'europe/berlin', 'Pacific/Apia', 'Antarctica/Troll', 'America/Argentina/ComodRivadavia', '+02:00', 'Europe/Berlin\u0000', 'now',
].map((text) => entry(`the time ${JSON.stringify(text)}`, text)) // prettier-ignore

const LONG = [101, 1001, 4001, 40_000].flatMap((length) =>
  ['x', '\u0301', 'ﷺ', '👍', '\u0001', ' ', 'ß', '<', '"'].map((letter) =>
    entry(
      `${length} × ${JSON.stringify(letter)}`,
      long(letter, Math.floor(length / letter.length)),
    ),
  ),
)

const OTHERS: readonly Awkward[] = [
  entry('null', null),
  entry('true', true),
  entry('false', false),
  entry('an empty list', []),
  entry('an empty object', { pairs: [] }),
  ...LIST_LENGTHS.flatMap((length) => [
    entry(`a list of ${length} numbers`, { literal: `[${'0,'.repeat(length - 1)}0]` }),
    entry(`a list of ${length} objects`, { literal: `[${'{},'.repeat(length - 1)}{}]` }),
    entry(`a list of ${length} texts`, { literal: `[${'"x",'.repeat(length - 1)}"x"]` }),
  ]),
  ...DEPTHS.flatMap((depth) => [
    entry(`${depth} lists in each other`, { literal: `${'['.repeat(depth)}${']'.repeat(depth)}` }),
    entry(`${depth} objects in each other`, {
      literal: `${'{"a":'.repeat(Math.min(depth, 6_000))}1${'}'.repeat(Math.min(depth, 6_000))}`,
    }),
  ]),
  entry('an object of 4,000 keys', {
    pairs: Array.from({ length: 4_000 }, (_, i) => [`k${i}`, 0] as const),
  }),
  entry('an object with the keys that every object has', {
    pairs: [
      ['__proto__', { pairs: [['isPolluted', true]] }],
      ['constructor', { pairs: [['prototype', { pairs: [['isPolluted', true]] }]] }],
      ['toString', 1],
      ['length', -1],
    ],
  }),
  ...[
    'type.googleapis.com/google.protobuf.Int64Value',
    'type.googleapis.com/google.protobuf.Any',
  ].flatMap((type) =>
    ['1', '-9223372036854775808', '18446744073709551615', '1.5', '', '0x10', long('9', 400)].map(
      (value) =>
        entry(`${type.slice(28)} ${value.slice(0, 20)}`, {
          pairs: [
            ['@type', type],
            ['value', value],
          ],
        }),
    ),
  ),
  entry('an @type that is an object', { pairs: [['@type', { pairs: [] }]] }),
]

/** The families, each drawn as often. */
export const AWKWARD: readonly (readonly Awkward[])[] = [NUMBERS, TEXTS, TIMES, LONG, OTHERS]
