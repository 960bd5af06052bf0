// What tests of requests share: the wrong fields of an input, and families of fields that keep the same rules.
import { expect, it } from 'vitest'
import type * as z from 'zod'
import { toFieldErrors } from '../../shared/contract/faults/issues.ts'

/** The fields that are wrong. */
export function wrong(schema: z.ZodType, input: object): readonly string[] {
  const parsed = schema.safeParse(input)
  return parsed.success ? [] : toFieldErrors(parsed.error, input).map(({ path }) => path)
}

/** An object with one value at a path such as `policy.horizonDays`. */
function at(path: string, value: unknown): object {
  return path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as object
}

/** A field and its range. */
export type Range = readonly [path: string, min: number, max: number]

/** Whole numbers of a range; outside of it, and of another kind, they are refused. */
export function itKeepsTo(schema: z.ZodType, ranges: readonly Range[]): void {
  it.each(ranges)('%s is a whole number from %i to %i', (path, min, max) => {
    expect(wrong(schema, at(path, min))).toEqual([])
    expect(wrong(schema, at(path, max))).toEqual([])
    const outside = [min - 1, max + 1, min + 0.5, String(min), true]
    expect(outside.map((value) => wrong(schema, at(path, value)))).toEqual(
      outside.map(() => [path]),
    )
  })
}

/** Text up to a length. */
export function itTakesText(
  schema: z.ZodType,
  lengths: readonly (readonly [path: string, max: number])[],
) {
  it.each(lengths)('%s has at most %i characters', (path, max) => {
    expect(wrong(schema, at(path, 'x'.repeat(max)))).toEqual([])
    expect(wrong(schema, at(path, 'x'.repeat(max + 1)))).toEqual([path])
    expect(wrong(schema, at(path, 5))).toEqual([path])
  })
}

/** Fields that null clears, and those that it may not. */
export function itClears(
  schema: z.ZodType,
  { optional, kept }: { readonly optional: readonly string[]; readonly kept: readonly string[] },
): void {
  it.each(optional.map((path) => [path]))('%s is cleared with null', (path) => {
    expect(wrong(schema, at(path, null))).toEqual([])
  })

  it.each(kept.map((path) => [path]))('%s cannot be null', (path) => {
    expect(wrong(schema, at(path, null))).toEqual([path])
  })
}
