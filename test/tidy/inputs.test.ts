// What functions take is bounded: a list says how long it may be.
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { loadDefinition } from '../../dev/gateway.ts'
import { type FunctionName, manifest } from '../../functions/manifest.ts'
import { formsOf, maxItemsOf } from '../../shared/runtime/edge/input/long-lists.ts'

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

describe('every list that a function takes', () => {
  it('says how many elements it may have', async () => {
    const names = Object.keys(manifest) as FunctionName[]
    const definitions = await Promise.all(names.map(loadDefinition))
    const lists = definitions.flatMap(({ name, schemas }) =>
      schemas ? listsIn(schemas.input, name) : [],
    )
    expect(lists.map(([path]) => path)).toContain('set-external-busy.intervals')
    const endless = lists.filter(([, list]) => !Number.isFinite(maxItemsOf(list)))
    expect(endless.map(([path]) => path)).toEqual([])
  })
})
