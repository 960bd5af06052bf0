// What is wrong with an input, one line per field: which field, which value, what would be right.
import type * as z from 'zod'
import { quote } from '../values/values.ts'

/** One wrong field of a request: `path` as in `client.email` or `hours.0.start`, empty for the whole body. */
export interface FieldError {
  readonly path: string
  readonly message: string
}

/** The wrong fields of an input: the first ones, and how many there are. */
export interface FieldErrors {
  readonly errors: readonly FieldError[]
  readonly errorCount: number
}

/** So many wrong fields are named. Who sends thousands of them is not helped by reading thousands. */
export const ERRORS_NAMED = 20

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** A wrong field whose words are still to be made: there may be as many as the input has fields. */
type Wrong = () => FieldError

const joined = (path: Path): string => path.map(String).join('.')

function valueAt(input: unknown, path: Path): unknown {
  let value = input
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<PropertyKey, unknown>)[key]
  }
  return value
}

/** Of the branches of a union, the issues of the one that came furthest. */
function closestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]) =>
    issues.reduce((deepest, { path }) => Math.max(deepest, path.length), 0)
  return branches.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? []
}

function toError(issue: Issue, input: unknown, path: Path): FieldError {
  const value = valueAt(input, path)
  const missing = value === undefined && path.length > 0
  if (missing && issue.code === 'invalid_type')
    return { path: joined(path), message: 'is required' }
  const quoted = quote(value)
  const shown = issue.message.includes(quoted) || missing ? '' : `, got ${quoted}`
  return { path: joined(path), message: issue.message + shown }
}

function wrongIn(issue: Issue, input: unknown, base: Path): readonly Wrong[] {
  const path = [...base, ...issue.path]
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => () => ({
      path: joined([...path, key]),
      message: 'is not a known field',
    }))
  if (issue.code === 'invalid_union' && issue.errors.length > 0)
    return closestBranch(issue.errors).flatMap((inner) => wrongIn(inner, input, path))
  return [() => toError(issue, input, path)]
}

const wrongFields = (error: z.ZodError, input: unknown): readonly Wrong[] =>
  error.issues.flatMap((issue) => wrongIn(issue, input, []))

/** All wrong fields of an input that a schema refused. */
export function toFieldErrors(error: z.ZodError, input: unknown): readonly FieldError[] {
  return wrongFields(error, input).map((say) => say())
}

/** The first wrong fields of an input that a schema refused, and how many there are. */
export function toFirstErrors(error: z.ZodError, input: unknown): FieldErrors {
  const wrong = wrongFields(error, input)
  return { errors: wrong.slice(0, ERRORS_NAMED).map((say) => say()), errorCount: wrong.length }
}
