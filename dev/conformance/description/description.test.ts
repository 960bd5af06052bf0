// What is read of a description, whichever way it is written: references or none, tags or none.
import { describe, expect, it } from 'vitest'
import { openLedger } from '../bench/ledger.ts'
import type { Exchange } from '../bench/exchange.ts'
import { readDescription } from './description.ts'
import { validatorOf } from './validate.ts'

const FREE = {
  type: 'object',
  required: ['free'],
  properties: { free: { type: 'integer', minimum: 0 } },
}

const told = (content: object) => ({
  openapi: '3.1.0',
  info: { title: 'Rooms', version: '2' },
  security: [{ firebase: [] }],
  paths: {
    '/find-room': {
      get: {
        parameters: [{ $ref: '#/components/parameters/Floor' }],
        responses: { 200: content, '4XX': { $ref: '#/components/responses/No' } },
      },
    },
    '/health': { get: { security: [], responses: { 200: {} } } },
  },
  components: {
    parameters: { Floor: { name: 'floor', in: 'query', required: true } },
    responses: { No: { content: { 'application/problem+json': { schema: true } } } },
    schemas: { Found: FREE },
    headers: { Left: { required: true, schema: { type: 'integer' } } },
  },
})

const INLINE = told({ content: { 'application/json': { schema: FREE } } })
const REFERRED = told({
  headers: { 'X-Left': { $ref: '#/components/headers/Left' } },
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Found' } } },
})

const exchange = (more: Partial<Exchange> & { readonly text: string }): Exchange => ({
  name: 'find-room',
  method: 'GET',
  url: 'https://rooms.example/find-room',
  headers: {},
  isCallable: false,
  status: 200,
  replyHeaders: new Headers({ 'Content-Type': 'application/json', 'X-Left': '3' }),
  ...more,
})

function deviationsIn(document: object, one: Exchange) {
  const ledger = openLedger(readDescription(document), validatorOf(document))
  ledger.record(one)
  return ledger.deviationsOf(one.name).map(({ promised, pointer }) => [promised, pointer])
}

describe('a description', () => {
  it('says which operations there are, what they need, and where they stand', () => {
    const { operations, find } = readDescription(INLINE)
    expect(
      operations.map(({ name, method, needsAccount }) => [name, method, needsAccount]),
    ).toEqual([
      ['find-room', 'get', true],
      ['health', 'get', false],
    ])
    expect(find('find-room')).toMatchObject({
      pointer: '#/paths/~1find-room/get',
      parameters: [{ name: 'floor', required: true }],
    })
  })

  it('is refused where it is of another kind', () => {
    expect(() => readDescription({ swagger: '2.0' })).toThrow('openapi')
  })
})

describe('an answer', () => {
  const GOOD = exchange({ text: '{"free":3,"added":true}' })

  it.each([
    ['inline', INLINE],
    ['by reference', REFERRED],
  ])('that is as described (%s) is no deviation, plain and callable', (_, document) => {
    expect(deviationsIn(document, GOOD)).toEqual([])
    const called = exchange({ method: 'POST', isCallable: true, text: '{"result":{"free":3}}' })
    expect(deviationsIn(document, called)).toEqual([])
  })

  it.each([
    [
      INLINE,
      '#/paths/~1find-room/get/responses/200/content/application~1json/schema/properties/free/type',
    ],
    [REFERRED, '#/components/schemas/Found/properties/free/type'],
  ])('with a wrong field is told with the place that says so', (document, pointer) => {
    const wrong = exchange({ text: '{"free":"3"}' })
    expect(deviationsIn(document, wrong)).toEqual([
      ['the body of 200, at "free", must be integer', pointer],
    ])
  })

  it('in another status, in another media type, or without a header, is told', () => {
    const other = exchange({ status: 201, text: '{}' })
    expect(deviationsIn(INLINE, other)[0]?.[0]).toBe('find-room answers one of 200, 4XX')
    const page = exchange({
      text: '<p>',
      replyHeaders: new Headers({ 'Content-Type': 'text/html' }),
    })
    expect(deviationsIn(INLINE, page)[0]?.[0]).toBe('200 is application/json')
    expect(deviationsIn(REFERRED, page)[0]?.[0]).toBe('200 has a header X-Left')
  })

  it('that refuses is found by its family of statuses', () => {
    const replyHeaders = new Headers({ 'Content-Type': 'application/problem+json' })
    expect(deviationsIn(INLINE, exchange({ status: 404, text: '{}', replyHeaders }))).toEqual([])
  })
})
