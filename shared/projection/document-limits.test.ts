// What a document can hold: every limit from both sides, and no word of whose it is. That Firestore's emulator says the same is
// asked in test/integration/unwritable.test.ts.
import { describe, expect, it } from 'vitest'
import { documentBytes, findDocumentFault } from './document-limits.ts'

const PATH = 'accounts/anna/bookings/b'

/** A map in a map in a map: so many. */
const deep = (maps: number): object => (maps === 0 ? {} : { m: deep(maps - 1) })

describe('the size of a document', () => {
  it("is that of Firestore's own example", () => {
    const content = {
      type: 'Personal',
      done: false,
      priority: 1,
      description: 'Learn Cloud Firestore',
    }
    expect(documentBytes('users/jeff/tasks/my_task_id', content)).toBe(147)
  })

  it('counts bytes, what is in lists and maps, and nothing for what is unset', () => {
    const bytes = (content: object) => documentBytes('a/b', content) - documentBytes('a/b', {})
    expect(bytes({ t: 'ä😀' })).toBe(2 + 7)
    expect(bytes({ t: [null, true, new Date(0)] })).toBe(2 + 10)
    expect(bytes({ t: { u: 1 } })).toBe(2 + 32 + 2 + 8)
    expect(bytes({ t: undefined })).toBe(0)
  })
})

describe('a document that can be written', () => {
  it.each([
    [
      'whatever its values are',
      { a: 'x', b: 1.5, c: [1, { d: null }], e: new Date(0), f: undefined },
    ],
    [
      'with the first and the last instant',
      { a: new Date('0001-01-01'), b: new Date('9999-12-31') },
    ],
    ['with twenty maps in each other', deep(19)],
    ['with a long text', { a: 'x'.repeat(1_048_000) }],
    ['with odd names of fields', { 'a.b': 1, __: 2, '`': 3, ['x'.repeat(1500)]: 4 }],
  ])('%s', (_what, content) => {
    expect(findDocumentFault(PATH, content)).toBeUndefined()
  })
})

describe('a document that cannot be written', () => {
  it.each([
    ['__x__', 'the id at place 2 of its path cannot be one'],
    ['__\n__', 'the id at place 2 of its path cannot be one'],
    ['.', 'the id at place 2 of its path cannot be one'],
    ['', 'the id at place 2 of its path cannot be one'],
    ['x'.repeat(1501), 'the id at place 2 of its path cannot be one'],
    ['anna/b', "its path has 5 parts, which is no document's"],
  ])('for its path, with or without a content: %j', (uid, fault) => {
    const path = `accounts/${uid}/bookings/b`
    expect(findDocumentFault(path, { a: 1 })).toBe(fault)
    expect(findDocumentFault(path, undefined)).toBe(fault)
  })

  it.each([
    ['it has 1100057 bytes', { a: 'x'.repeat(550_000), b: 'x'.repeat(549_978) }],
    ['it.a has more than 1048487 bytes', { a: 'x'.repeat(1_048_488) }],
    ['it.a holds half a character', { a: '\ud800' }],
    ['it.a is NaN', { a: Number.NaN }],
    ['it.a is Infinity', { a: Number.POSITIVE_INFINITY }],
    ['it.a is a bigint', { a: 1n }],
    ['it.a is no instant of the years 1 to 9999', { a: new Date(Number.NaN) }],
    ['it.a is no instant of the years 1 to 9999', { a: new Date('0000-12-31T23:59:59Z') }],
    ['it.a is no instant of the years 1 to 9999', { a: [{}, new Date(Date.UTC(10_000, 0, 1))] }],
    ['it.a is a list of lists', { a: [[1]] }],
    ['it.a has a field whose name cannot be one', { a: { '': 1 } }],
    ['it has a field whose name cannot be one', { '__\n__': 1 }],
    ['it has a field whose name cannot be one', { ['x'.repeat(1501)]: 1 }],
    ['lies deeper than 20 maps and lists', deep(21)],
  ])('since %s', (fault, content) => {
    expect(findDocumentFault(PATH, content)).toContain(fault)
  })

  it('says neither whose it is nor what it says', () => {
    const SECRET = 'anna@example.com'
    const faults = [
      findDocumentFault(`accounts/${SECRET}/x`, {}),
      findDocumentFault(PATH, { [`__${SECRET}__`]: 1 }),
      findDocumentFault(PATH, { a: SECRET.repeat(100_000) }),
    ]
    for (const fault of faults) {
      expect(fault).toBeDefined()
      expect(fault).not.toContain(SECRET)
    }
  })
})
