// A plan as `terraform show -json` writes it, read without trusting its shape.

export interface Resource {
  readonly address: string
  readonly type: string
  readonly values: Readonly<Record<string, unknown>>
}

interface Module {
  readonly resources?: readonly Resource[]
  readonly child_modules?: readonly Module[]
}

interface Written {
  readonly address: string
  readonly depends_on?: readonly string[]
  readonly expressions?: unknown
}

/** What a resource waits for and what it names, by addresses. */
export interface Configured {
  readonly waitsFor: readonly string[]
  readonly refersTo: readonly string[]
}

export interface Plan {
  readonly configuration?: { readonly root_module?: { readonly resources?: readonly Written[] } }
  readonly planned_values: { readonly root_module: Module }
  readonly variables?: Readonly<Record<string, { readonly value: unknown }>>
  readonly resource_changes?: readonly {
    readonly address: string
    readonly change: { readonly actions: readonly string[]; readonly after_unknown: unknown }
  }[]
}

const resourcesOf = ({ resources = [], child_modules = [] }: Module): readonly Resource[] => [
  ...resources,
  ...child_modules.flatMap(resourcesOf),
]

/** Every resource of a plan, those of modules too. */
export const allOf = (plan: Plan): readonly Resource[] =>
  resourcesOf(plan.planned_values.root_module)

const referencesIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'references' && Array.isArray(inner) ? inner.map(String) : referencesIn(inner),
  )
}

/** How a resource of the root module is written; empty where there is none of that address. */
export const configuredIn = (plan: Plan, address: string): Configured => {
  const written = plan.configuration?.root_module?.resources?.find((one) => one.address === address)
  return {
    waitsFor: written?.depends_on ?? [],
    refersTo: referencesIn(written?.expressions),
  }
}

/** What stands at a path of keys and indexes; undefined where there is nothing. */
export const at = (value: unknown, ...path: readonly (string | number)[]): unknown => {
  let found = value
  for (const key of path) {
    if (typeof found !== 'object' || found === null) return undefined
    found = (found as Readonly<Record<string | number, unknown>>)[key]
  }
  return found
}

/** The text at a path; empty where there is none. */
export const textAt = (value: unknown, ...path: readonly (string | number)[]): string => {
  const found = at(value, ...path)
  return typeof found === 'string' ? found : ''
}

/** The number at a path; NaN where there is none. */
export const numberAt = (value: unknown, ...path: readonly (string | number)[]): number => {
  const found = at(value, ...path)
  return typeof found === 'number' || typeof found === 'string' ? Number(found) : Number.NaN
}

/** The list at a path; empty where there is none. */
export const listAt = (
  value: unknown,
  ...path: readonly (string | number)[]
): readonly unknown[] => {
  const found = at(value, ...path)
  return Array.isArray(found) ? found : []
}

/** The keys of the object at a path, in order. */
export const keysAt = (
  value: unknown,
  ...path: readonly (string | number)[]
): readonly string[] => {
  const found = at(value, ...path)
  return typeof found === 'object' && found !== null ? Object.keys(found).toSorted() : []
}
