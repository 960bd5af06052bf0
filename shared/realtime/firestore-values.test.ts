// What is written to Firestore over REST is read back as it was.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fromFields, toFields } from './firestore-values.ts'

const leaf = fc.oneof(
  fc.string(),
  fc.boolean(),
  fc.constant(null),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
  fc.date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31') }),
)
const { content } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value')), tie('content')),
  content: fc.dictionary(fc.string(), tie('value'), { noNullPrototype: true }),
}))

it('any content, through JSON', () => {
  fc.assert(
    fc.property(content, (told) => {
      const sent: unknown = JSON.parse(JSON.stringify(toFields(told)))
      expect(fromFields(sent as ReturnType<typeof toFields>)).toEqual(told)
    }),
  )
})

it('in the form of the interface', () => {
  const start = new Date('2026-11-23T15:00:00Z')
  expect(toFields({ slots: [{ start, seatsLeft: 2 }], latitude: 52.5, note: undefined })).toEqual({
    slots: {
      arrayValue: {
        values: [
          {
            mapValue: {
              fields: {
                start: { timestampValue: '2026-11-23T15:00:00.000Z' },
                seatsLeft: { integerValue: '2' },
              },
            },
          },
        ],
      },
    },
    latitude: { doubleValue: 52.5 },
  })
  expect(fromFields({ none: { mapValue: {} }, empty: { arrayValue: {} } })).toEqual({
    none: {},
    empty: [],
  })
})

it('refuses what no document can hold', () => {
  expect(() => toFields({ run: () => 1 })).toThrow('a document cannot hold a function')
})
