// Descriptions of protocol buffers (protobufjs' JSON), cut down to what some of their services say and hear.

/** A namespace, a message, an enumeration or a service: https://github.com/protobufjs/protobuf.js#reflection */
export interface Proto {
  readonly nested?: Readonly<Record<string, Proto>>
  readonly fields?: Readonly<Record<string, Field>>
  readonly methods?: Readonly<Record<string, Method>>
  readonly options?: Options
}

interface Field {
  readonly type: string
  readonly options?: Options
}

interface Method {
  readonly requestType: string
  readonly responseType: string
  readonly options?: Options
  readonly parsedOptions?: unknown
}

type Options = Readonly<Record<string, unknown>>

const find = (root: Proto, path: readonly string[]): Proto | undefined =>
  path.reduce<Proto | undefined>((proto, name) => proto?.nested?.[name], root)

/** A type by its name as it is written within a scope: the innermost of that name. */
function resolve(root: Proto, name: string, scope: readonly string[]): string | undefined {
  const words = name.split('.').filter(Boolean)
  for (let outer = name.startsWith('.') ? 0 : scope.length; outer >= 0; outer--) {
    const path = [...scope.slice(0, outer), ...words]
    if (find(root, path)) return path.join('.')
  }
  return undefined // a scalar, such as `string`
}

/** The services and all types that can occur in their messages, by their whole names. */
function reach(root: Proto, services: readonly string[]): ReadonlySet<string> {
  const reached = new Set(services)
  // A set goes on with what is added to it while it is walked through.
  for (const name of reached) {
    const path = name.split('.')
    const { nested = {}, fields = {}, methods = {} } = find(root, path) ?? {}
    const named = [
      ...Object.values(methods).flatMap((one) => [one.requestType, one.responseType]),
      ...Object.values(fields).map(({ type }) => type),
    ]
    for (const inner of Object.keys(nested)) reached.add(`${name}.${inner}`)
    for (const one of named) {
      const found = resolve(root, one, path)
      if (found !== undefined) reached.add(found)
    }
  }
  return reached
}

/** Options in parentheses are extensions, such as paths of REST: whoever reads them would need their types too. */
const withoutExtensions = <T extends { readonly options?: Options }>(told: T): T =>
  told.options
    ? {
        ...told,
        options: Object.fromEntries(
          Object.entries(told.options).filter(([name]) => !name.startsWith('(')),
        ),
      }
    : told

const mapValues = <T, R>(all: Readonly<Record<string, T>>, map: (one: T) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(all).map(([name, one]) => [name, map(one)]))

function toMethod(told: Method): Method {
  const { parsedOptions: _, ...method } = told
  return withoutExtensions(method)
}

/**
 * What services need of a description, in its form.
 *
 * @throws where it has no such service
 */
export function pruneProtos(root: Proto, services: readonly string[]): Proto {
  const missing = services.filter((name) => !find(root, name.split('.')))
  if (missing.length > 0) throw new Error(`there is no service ${missing.join(', ')}`)
  const kept = [...reach(root, services)]
  const isOnTheWay = (name: string) =>
    kept.some((one) => one === name || one.startsWith(`${name}.`))
  const prune = (proto: Proto, name: string): Proto => {
    const { nested, fields, methods } = proto
    const inner = Object.entries(nested ?? {}).map(
      ([key, one]) => [key, name === '' ? key : `${name}.${key}`, one] as const,
    )
    const innerKept = inner.filter(([, path]) => isOnTheWay(path))
    return {
      ...withoutExtensions(proto),
      ...(nested && {
        nested: Object.fromEntries(innerKept.map(([key, path, one]) => [key, prune(one, path)])),
      }),
      ...(fields && { fields: mapValues(fields, withoutExtensions) }),
      ...(methods && { methods: mapValues(methods, toMethod) }),
    }
  }
  return prune(root, '')
}
