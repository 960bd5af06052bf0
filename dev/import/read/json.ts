// JSON files of an export: parsed with the place of a fault, and each entry checked by the shape it must have.
import * as z from 'zod'
import { quote } from '../../../shared/contract/values/values.ts'
import { type Finding, type Place, finding } from '../plan/finding.ts'
import type { SourceFile } from './files.ts'
import { Unreadable } from './unreadable.ts'

/** An entry as it came, and where from. */
export interface Entry<T> {
  readonly at: Place
  readonly value: T
}

const MOST_ENTRIES = 100_000

/** The file's content. @throws Unreadable with line and column */
export function parseJson({ name, text }: SourceFile): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    const position = Number(/position (\d+)/.exec(why)?.[1] ?? Number.NaN)
    const where = Number.isNaN(position)
      ? name
      : `${name}, line ${text.slice(0, position).split('\n').length}`
    throw new Unreadable(`${where}: is not JSON (${why.slice(0, 120)})`, { cause })
  }
}

const envelope = z.looseObject({ data: z.unknown() })

const Paginated = z.looseObject({
  pagination: z.looseObject({ totalItems: z.int(), returnedItems: z.int().optional() }),
})

/** How many entries there are in all, where an answer says so. */
export function totalOf(file: SourceFile): number | undefined {
  return Paginated.safeParse(parseJson(file)).data?.pagination.totalItems
}

/** What an answer of an API is about: itself, or its `data`. */
function unwrap(content: unknown): unknown {
  const parsed = envelope.safeParse(content)
  return !Array.isArray(content) && parsed.success ? parsed.data.data : content
}

const Fault = z.union([
  z.looseObject({ status: z.literal('error'), error: z.unknown() }),
  z.looseObject({ code: z.number(), message: z.string() }),
  z.looseObject({ success: z.literal(false), message: z.string() }),
])

/** The list that a file holds, or the one thing of which it holds the answer. @throws Unreadable where it is neither */
export function listOf(file: SourceFile): readonly unknown[] {
  const whole = parseJson(file)
  if (Fault.safeParse(whole).success)
    throw new Unreadable(`${file.name}: is an error that the API answered, ${quote(whole)}`)
  const content = unwrap(whole)
  const list: readonly unknown[] = Array.isArray(content) ? content : [content]
  if (list.some((one) => typeof one !== 'object' || one === null))
    throw new Unreadable(`${file.name}: must be a list of objects, as the API answers it`)
  if (list.length > MOST_ENTRIES)
    throw new Unreadable(`${file.name}: has ${list.length} entries, at most ${MOST_ENTRIES}`)
  return list
}

const identified = z.looseObject({ id: z.union([z.string(), z.number()]).optional() })

/** Where an entry stands: by its id, else by its number in the file. */
function placeOf(file: string, value: unknown, index: number): Place {
  const { id } = identified.safeParse(value).data ?? {}
  return { file, id: id === undefined ? `entry ${index + 1}` : String(id) }
}

/** The first fault of a value that has not its shape. */
export function firstFault(value: unknown, { issues }: z.ZodError) {
  const [issue] = issues
  const path = issue?.path ?? []
  const found = path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined,
    value,
  )
  return { field: path.join('.'), value: found, reason: issue?.message ?? 'is not understood' }
}

/** Every entry of the files that has the shape; each other one is a finding. */
export function readEntries<T>(
  files: readonly SourceFile[],
  shape: z.ZodType<T>,
  findings: Finding[],
): readonly Entry<T>[] {
  return files.flatMap((file) =>
    listOf(file).flatMap((value, index) => {
      const at = placeOf(file.name, value, index)
      const parsed = shape.safeParse(value)
      if (parsed.success) return [{ at, value: parsed.data }]
      const fault = firstFault(value, parsed.error)
      findings.push(finding('left out', at, fault.field, quote(fault.value), fault.reason))
      return []
    }),
  )
}
