// What is left of a description when some of its services are wanted.
import { describe, expect, it } from 'vitest'
import { type Proto, pruneProtos } from './prune-protos.ts'

const field = (type: string, options?: object) => ({
  type,
  id: 1,
  ...(options && { options: { ...options } }),
})

const protos: Proto = {
  nested: {
    shop: {
      nested: {
        Post: {
          options: { '(api.host)': 'post.example', deprecated: true },
          methods: {
            Send: {
              requestType: 'Letter',
              responseType: 'google.Empty',
              options: { '(api.http).post': '/letters' },
              parsedOptions: [{ '(api.http)': { post: '/letters' } }],
            },
          },
        },
        Bank: { methods: { Pay: { requestType: 'Sum', responseType: 'Sum' } } },
        Letter: {
          fields: {
            to: field('Address', { '(api.behaviour)': 'REQUIRED' }),
            text: field('string'),
          },
          nested: { Address: { fields: { at: field('.google.Time', { packed: false }) } } },
        },
        Address: { fields: { sum: field('Sum') } },
        Sum: { fields: {} },
      },
    },
    google: { nested: { Empty: { fields: {} }, Time: { fields: {} }, Money: { fields: {} } } },
    api: { nested: { Http: { fields: {} } } },
  },
}

describe('a service', () => {
  it('keeps what it says and hears, at any depth, and no other service or type', () => {
    const { nested = {} } = pruneProtos(protos, ['shop.Post'])
    expect(Object.keys(nested)).toEqual(['shop', 'google'])
    expect(Object.keys(nested['shop']?.nested ?? {})).toEqual(['Post', 'Letter'])
    expect(Object.keys(nested['google']?.nested ?? {})).toEqual(['Empty', 'Time'])
  })

  it('means the innermost type of a name', () => {
    const { nested = {} } = pruneProtos(protos, ['shop.Post'])
    const letter = nested['shop']?.nested?.['Letter']
    expect(letter?.nested).toEqual({
      Address: { fields: { at: field('.google.Time', { packed: false }) } },
    })
  })

  it('loses options that are extensions, and keeps those that say how it is written', () => {
    const shop = pruneProtos(protos, ['shop.Post']).nested?.['shop']?.nested ?? {}
    expect(shop['Post']).toEqual({
      options: { deprecated: true },
      methods: { Send: { requestType: 'Letter', responseType: 'google.Empty', options: {} } },
    })
    expect(shop['Letter']?.fields).toEqual({ to: field('Address', {}), text: field('string') })
  })

  it('that is not there is an error', () => {
    expect(() => pruneProtos(protos, ['shop.Clock'])).toThrow('there is no service shop.Clock')
  })
})
