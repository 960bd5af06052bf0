// The written descriptions (docs/*.json), as somebody else’s validator reads them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

type Json = Readonly<Record<string, unknown>>

/** A description of docs/. */
export interface Described {
  readonly json: Json
  /** Where something stands, by a path on which references are followed; undefined where there is none. */
  readonly at: (...path: readonly string[]) => readonly string[] | undefined
  /** What is wrong with a value by the schema at a path. */
  readonly faultsOf: (value: unknown, ...path: readonly string[]) => readonly unknown[]
}

const escaped = (key: string): string =>
  encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))

/** Opens one of them, as `openapi.json`. */
export function openDescription(name: string): Described {
  const text = readFileSync(join(import.meta.dirname, '../../docs', name), 'utf8')
  const json = JSON.parse(text) as Json
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv, { mode: 'full', formats: ['date-time', 'date', 'uuid'] })
  // What is an address is our own to say, in every script.
  ajv.addFormat('idn-email', true).addFormat('uri', true)
  ajv.addSchema(json, name)
  const compiled = new Map<string, ValidateFunction>()

  function at(...path: readonly string[]): readonly string[] | undefined {
    let here: unknown = json
    for (const [index, key] of path.entries()) {
      here = (here as Json)[key]
      const { $ref: ref } = (here ?? {}) as { readonly $ref?: unknown }
      if (typeof ref === 'string') return at(...ref.slice(2).split('/'), ...path.slice(index + 1))
      if (here === undefined) return undefined
    }
    return path
  }

  function validatorAt(path: readonly string[]): ValidateFunction {
    const ref = `${name}#/${path.map(escaped).join('/')}`
    const validate = compiled.get(ref) ?? ajv.compile({ $ref: ref })
    compiled.set(ref, validate)
    return validate
  }

  return {
    json,
    at,
    faultsOf: (value, ...path) => {
      const found = at(...path)
      if (!found) return [`there is no ${path.join(' ')}`]
      const validate = validatorAt(found)
      return validate(value) ? [] : (validate.errors ?? [])
    },
  }
}
