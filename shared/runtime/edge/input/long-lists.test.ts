// Lists that are too long are found by their length alone.
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { findLongLists } from './long-lists.ts'

/** A list that cannot be looked into. */
function sealed(length: number): unknown[] {
  return new Proxy(Array.from<unknown>({ length }), {
    get: (list, key) => {
      if (key === 'length') return list.length
      if (key === 'toJSON') return () => ['…']
      throw new Error(`somebody looked at ${String(key)}`)
    },
  })
}

const list = z.array(z.strictObject({ start: z.string() })).max(3)

describe('a list that is too long', () => {
  it.each([
    ['as it is', z.strictObject({ hours: list })],
    ['optional', z.strictObject({ hours: list.optional() })],
    ['nullable, with a default', z.strictObject({ hours: list.nullable().default([]) })],
    ['refined', z.strictObject({ hours: list.superRefine(() => {}) })],
    ['transformed', z.strictObject({ hours: list.transform((all) => all.length) })],
    ['one of two forms', z.strictObject({ hours: z.union([z.string(), list]) })],
    ['in a refined object', z.strictObject({ hours: list }).superRefine(() => {})],
  ])('is named and not looked into: %s', (_, schema) => {
    expect(findLongLists(schema, { hours: sealed(4) })).toEqual([
      { path: 'hours', message: 'must have at most 3 items, got 4: ["…"]' },
    ])
  })

  it('is found inside of others', () => {
    const schema = z.strictObject({ days: z.array(z.strictObject({ hours: list })).max(2) })
    const days = [{ hours: [{ start: '' }] }, { hours: sealed(9) }]
    expect(findLongLists(schema, { days }).map(({ path }) => path)).toEqual(['days.1.hours'])
  })
})

describe('nothing is said', () => {
  it.each([
    ['of a list that is as long as it may be', { hours: [1, 2, 3] }],
    ['of what is no list', { hours: 'always' }],
    ['of what is missing', {}],
    ['of a field that is not known', { more: [1, 2, 3, 4] }],
    ['of a list where none may be', [1, 2, 3, 4]],
  ])('%s', (_, input) => {
    expect(findLongLists(z.strictObject({ hours: list.optional() }), input)).toEqual([])
  })

  it('of a list that one of two forms has room for', () => {
    const schema = z.union([z.array(z.string()).max(2), z.array(z.int()).max(5)])
    expect(findLongLists(schema, [1, 2, 3, 4, 5])).toEqual([])
    expect(findLongLists(schema, [1, 2, 3, 4, 5, 6])).toHaveLength(1)
  })
})
