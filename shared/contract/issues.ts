// What is wrong with an input, one line per field: which field, which value, what would be right.
import type * as z from 'zod'
import { quote } from './values.ts'

/** One wrong field of a request: `path` as in `client.email` or `hours.0.start`, empty for the whole body. */
export interface FieldError {
  readonly path: string
  readonly message: string
}

type Issue = z.core.$ZodIssue

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<PropertyKey, unknown>)[key]
  }
  return value
}

/** Of the branches of a union, the issues of the one that came furthest. */
function closestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map(({ path }) => path.length))
  return branches.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? []
}

function toErrors(issue: Issue, input: unknown, base: readonly PropertyKey[]): FieldError[] {
  const path = [...base, ...issue.path]
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key].map(String).join('.'),
      message: 'is not a known field',
    }))
  if (issue.code === 'invalid_union' && issue.errors.length > 0)
    return closestBranch(issue.errors).flatMap((inner) => toErrors(inner, input, path))
  const value = valueAt(input, path)
  const missing = value === undefined && path.length > 0
  const shown = issue.message.includes(quote(value)) || missing ? '' : `, got ${quote(value)}`
  const message = missing && issue.code === 'invalid_type' ? 'is required' : issue.message + shown
  return [{ path: path.map(String).join('.'), message }]
}

/** The wrong fields of an input that a schema refused. */
export function toFieldErrors(error: z.ZodError, input: unknown): readonly FieldError[] {
  return error.issues.flatMap((issue) => toErrors(issue, input, []))
}
