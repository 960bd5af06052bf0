// Holds a value against a schema that stands somewhere in a published file: JSON Schema 2020-12 by ajv.
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { follow } from './description.ts'

/** What is wrong with a value. */
export interface Fault {
  /** What the schema wants, in words. */
  readonly promised: string
  /** Where the schema says it. */
  readonly pointer: string
  /** Where in the value, such as `/slots/0/start`; empty for the whole. */
  readonly path: string
}

/** Holds a value against the schema at a pointer; undefined where it is as described. */
export type Validate = (pointer: string, value: unknown) => Fault | undefined

/** Words of a file's own in its schemas: whether what they say holds of the value at a path. */
export type Keywords = Readonly<Record<string, (wanted: string, path: string) => boolean>>

/** Of a file that is not itself a schema, but holds them: an OpenAPI description, say. */
export function validatorOf(document: object, keywords: Keywords = {}): Validate {
  // The file's own words ("paths") are none of JSON Schema, and examples may be anything.
  const ajv = new Ajv2020({ strict: false, validateSchema: false, validateFormats: true })
  // ajv-formats is CommonJS: its one export is `default` here.
  formats.default(ajv)
  for (const [keyword, holds] of Object.entries(keywords))
    ajv.addKeyword({
      keyword,
      schemaType: 'string',
      validate: (
        wanted: string,
        _value: unknown,
        _schema: unknown,
        at?: { readonly instancePath: string },
      ) => holds(wanted, at?.instancePath ?? ''),
    })
  ajv.addSchema(document, 'published')
  return (named, value) => {
    const { pointer } = follow(document, named)
    const schema =
      ajv.getSchema(`published${pointer}`) ?? ajv.compile({ $ref: `published${pointer}` })
    if (schema(value) === true) return undefined
    const [error] = schema.errors ?? []
    return error ? faultOf(error, pointer) : undefined
  }
}

function faultOf(error: ErrorObject, pointer: string): Fault {
  const { schemaPath, instancePath, message = 'is not as described' } = error
  const params = error.params as Readonly<Record<string, unknown>>
  const allowed = params['allowedValues']
  const extra = params['additionalProperty'] ?? params['unevaluatedProperty']
  const detail = Array.isArray(allowed)
    ? `: ${allowed.join(', ')}`
    : extra === undefined
      ? ''
      : `, but it has ${JSON.stringify(extra)}`
  // A reference starts its own path, from the file; anything else goes on from the schema's.
  const [file, inside = ''] = schemaPath.split('#')
  const path =
    file === '' && !inside.startsWith('/components/') ? `${pointer}${inside}` : `#${inside}`
  return { promised: `${message}${detail}`, pointer: path, path: instancePath }
}
