// What is read of the schemas of documents: which is for which path, and that an instant is a Timestamp.
import { describe, expect, it } from 'vitest'
import type { Read } from '../bench/documents.ts'
import { readDocumentSchemas } from './documents.ts'

const schemas = readDocumentSchemas({
  documents: [
    { name: 'Room', path: 'rooms/{roomId}', content: { $ref: '#/$defs/Room' } },
    { name: 'Seat', path: 'rooms/{roomId}/seats/{seatId}', content: { type: 'object' } },
  ],
  $defs: {
    Timestamp: { type: 'string', format: 'date-time', 'x-firestore-type': 'timestamp' },
    Room: {
      type: 'object',
      required: ['openAt'],
      properties: { openAt: { anyOf: [{ $ref: '#/$defs/Timestamp' }, { type: 'null' }] } },
    },
  },
})

const read = (path: string, content: object, ...timestamps: readonly string[]): Read => ({
  path,
  exists: true,
  content: { ...content },
  timestamps: new Set(timestamps),
  exchange: {
    name: path,
    method: 'GET',
    url: '',
    headers: {},
    isCallable: false,
    status: 200,
    replyHeaders: new Headers(),
    text: '',
  },
})

describe('the schemas of documents', () => {
  it('are each for their own paths', () => {
    expect(['rooms/1', 'rooms/1/seats/2', 'halls/1'].map(schemas.nameOf)).toEqual([
      'Room',
      'Seat',
      undefined,
    ])
  })

  it('take an instant that is a Timestamp, and no text that looks like one', () => {
    const openAt = '2027-03-01T09:00:00Z'
    expect(schemas.faultIn(read('rooms/1', { openAt }, '/openAt'))).toBeUndefined()
    expect(schemas.faultIn(read('rooms/1', { openAt: null }))).toBeUndefined()
    expect(schemas.faultIn(read('rooms/1', { openAt }))).toMatchObject({ path: '/openAt' })
    expect(schemas.faultIn(read('rooms/1', {}))).toMatchObject({ path: '' })
  })
})
