// Lists that are longer than they may be, found before anything in them is looked at. A schema judges every element first
// and counts afterwards: a list of thousands would cost thousands of errors, and everything else on the instance their time.
import * as z from 'zod'
import type { FieldError } from '../../../contract/faults/issues.ts'
import { quote } from '../../../contract/values/values.ts'

type Schema = z.core.$ZodType

/** The forms that a value may have: a schema without what may stand around it, or each of a union's. */
export function formsOf(schema: Schema): readonly Schema[] {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodReadonly
  )
    return formsOf(schema.def.innerType)
  if (schema instanceof z.ZodPipe) return formsOf(schema.def.in)
  if (schema instanceof z.ZodUnion) return schema.def.options.flatMap(formsOf)
  return [schema]
}

/** How many elements a list may have; without end where its schema does not say. */
export function maxItemsOf(list: z.ZodArray): number {
  const limits = (list.def.checks ?? []).flatMap((check) =>
    check instanceof z.core.$ZodCheckMaxLength ? [check._zod.def.maximum] : [],
  )
  return Math.min(...limits)
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function inList(forms: readonly Schema[], list: readonly unknown[], path: string): FieldError[] {
  const lists = forms.filter((form) => form instanceof z.ZodArray)
  // Of another type altogether: the schema says so at once.
  if (lists.length === 0) return []
  const max = Math.max(...lists.map(maxItemsOf))
  if (list.length > max) {
    const message = `must have at most ${max} items, got ${list.length}: ${quote(list)}`
    return [{ path, message }]
  }
  return list.flatMap((element, index) =>
    lists.flatMap(({ element: of }) => findLongLists(of, element, under(path, String(index)))),
  )
}

const under = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`)

/** The lists of an input, at any depth, that have more elements than its schema allows; those are not looked into. */
export function findLongLists(schema: Schema, input: unknown, path = ''): readonly FieldError[] {
  const forms = formsOf(schema)
  if (Array.isArray(input)) return inList(forms, input, path)
  if (!isRecord(input)) return []
  const shapes = forms.flatMap((form) => (form instanceof z.ZodObject ? [form.shape] : []))
  return shapes.flatMap((shape) =>
    Object.entries<Schema>(shape).flatMap(([key, of]) =>
      Object.hasOwn(input, key) ? findLongLists(of, input[key], under(path, key)) : [],
    ),
  )
}
