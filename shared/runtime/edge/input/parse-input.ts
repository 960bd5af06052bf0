// A request's fields by the schema of its function: text of a query string becomes what it stands for, every wrong field is named.
import * as z from 'zod'
import { ERRORS_NAMED, type FieldErrors, toFirstErrors } from '../../../contract/faults/issues.ts'
import { RefusalError } from '../problem.ts'
import type { Input } from '../../world/definition.ts'
import type { Read } from '../request.ts'
import { findLongLists, formsOf } from './long-lists.ts'

function fromText(schema: z.core.$ZodType | undefined, text: unknown): unknown {
  const [form] = schema ? formsOf(schema) : []
  if (form instanceof z.ZodArray) return Array.isArray(text) ? text : [text]
  if (typeof text !== 'string') return text
  if (form instanceof z.ZodNumber) return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
  if (form instanceof z.ZodBoolean) return text === 'true' ? true : text === 'false' ? false : text
  return text
}

/** The fields that a function takes. */
export function shapeOf(schema: Input): Readonly<Record<string, z.core.$ZodType>> {
  const [form] = formsOf(schema)
  return form instanceof z.ZodObject ? form.shape : {}
}

function withValues(schema: Input, { isQueryString, fields }: Read): unknown {
  if (!isQueryString) return fields
  const schemas = new Map(Object.entries(shapeOf(schema)))
  return Object.fromEntries(
    Object.entries(fields).map(([key, text]) => [key, fromText(schemas.get(key), text)]),
  )
}

function refuseFields({ errors, errorCount }: FieldErrors): RefusalError {
  const [first] = errors
  const more = errorCount > 1 ? ` (and ${errorCount - 1} more)` : ''
  const detail = `${first?.path || 'the request'}: ${first?.message}${more}`
  return new RefusalError({ reason: 'invalid-request', detail, errors, errorCount })
}

/**
 * A request's input by its schema.
 *
 * @throws RefusalError naming the lists that are too long, else the fields that are wrong
 */
export function parseInput<T extends Input>(schema: T, read: Read): z.infer<T> {
  const input = withValues(schema, read)
  const long = findLongLists(schema, input)
  if (long.length > 0)
    throw refuseFields({ errors: long.slice(0, ERRORS_NAMED), errorCount: long.length })
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw refuseFields(toFirstErrors(parsed.error, input))
}
