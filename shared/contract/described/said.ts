// How the contract is put into words: what has a name, what it is, and a sentence for each of its fields. Kept apart from the
// schemas, which every cold start loads; only what is made from the contract (API description, client types) reads them. A
// field without words does not compile.
import type * as z from 'zod'
import { COMMON, type CommonField } from './common.ts'

type Schema = z.core.$ZodType

/** Something of the contract that has a name. */
export interface Said {
  readonly name: string
  /** What it is, whole sentences. */
  readonly about: string
  /** The schemas that say it; several where it is written in more than one place. */
  readonly schemas: readonly Schema[]
  /** What each field says: unit, limits, and when it is absent. */
  readonly fields: Readonly<Record<string, string>>
}

type ShapeOf<S> =
  S extends z.ZodObject<infer Shape>
    ? Shape
    : S extends z.ZodPipe<infer Inner, z.core.SomeType>
      ? ShapeOf<Inner>
      : never

type Keys<S> = Extract<keyof ShapeOf<S>, string>

/** A sentence for each field; those that mean the same everywhere may be left out. */
export type FieldsOf<S> = Readonly<
  Record<Exclude<Keys<S>, CommonField>, string> & Partial<Record<Keys<S>, string>>
>

/** An object of the contract, with its fields; `alike` are further schemas of the same fields. */
export function object<S extends z.ZodObject | z.ZodPipe>(
  name: string,
  about: string,
  schema: S,
  fields: FieldsOf<S>,
  alike: readonly Schema[] = [],
): Said {
  return { name, about, schemas: [schema, ...alike], fields: { ...COMMON, ...fields } }
}

/** A value of the contract that is no object: an id, a closed set of words, a list. */
export function value(name: string, about: string, ...schemas: readonly Schema[]): Said {
  return { name, about, schemas, fields: {} }
}
