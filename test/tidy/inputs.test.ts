// What functions take: lists say how long they may be, and page tokens are believed only where they can be checked.
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { loadDefinition } from '../../dev/gateway.ts'
import { type Entry, type FunctionName, manifest } from '../../functions/manifest.ts'
import { formsOf, maxItemsOf } from '../../shared/runtime/edge/input/long-lists.ts'
import { shapeOf } from '../../shared/runtime/edge/input/parse-input.ts'

type Schema = z.core.$ZodType

/** Every list of a schema, at any depth, by its path. */
function listsIn(schema: Schema, path: string): readonly (readonly [string, z.ZodArray])[] {
  return formsOf(schema).flatMap((form) => {
    if (form instanceof z.ZodArray)
      return [[path, form] as const, ...listsIn(form.element, `${path}.0`)]
    if (!(form instanceof z.ZodObject)) return []
    const fields = Object.entries<Schema>(form.shape)
    return fields.flatMap(([key, inner]) => listsIn(inner, `${path}.${key}`))
  })
}

const names = Object.keys(manifest) as FunctionName[]
const definitions = await Promise.all(names.map(loadDefinition))

describe('a function that answers in pages', () => {
  it('has the key that signs its tokens, and no other has it', () => {
    const paged = definitions.filter(
      ({ schemas }) => schemas && 'pageToken' in shapeOf(schemas.input),
    )
    const entries: Readonly<Record<string, Entry>> = manifest
    const trusted = names.filter((name) => entries[name]?.secrets?.includes('PAGE_TOKEN_KEYS'))
    expect(paged.map(({ name }) => name)).toEqual(trusted)
    expect(paged.length).toBeGreaterThan(0)
  })
})

describe('every list that a function takes', () => {
  it('says how many elements it may have', () => {
    const lists = definitions.flatMap(({ name, schemas }) =>
      schemas ? listsIn(schemas.input, name) : [],
    )
    expect(lists.map(([path]) => path)).toContain('set-external-busy.intervals')
    const endless = lists.filter(([, list]) => !Number.isFinite(maxItemsOf(list)))
    expect(endless.map(([path]) => path)).toEqual([])
  })
})
