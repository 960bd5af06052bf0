// Reads the simulator's input: one scenario, or an array of them. What is wrong is told field by field.
import * as z from 'zod'
import { toFieldErrors } from '../../shared/contract/faults/issues.ts'
import { Scenario } from '../../shared/contract/scenario.ts'
import { didYouMean } from '../command/nearest.ts'
import { type Schema, knownFields } from './known-fields.ts'

/** The JSON schema of one scenario, as it is written. */
export function scenarioSchema(): object {
  return z.toJSONSchema(Scenario, { io: 'input', unrepresentable: 'any' })
}

/** What was asked, or a line for each thing that is wrong with it. */
export type ReadInput =
  | { readonly scenarios: readonly Scenario[]; readonly isList: boolean }
  | { readonly problems: readonly string[] }

/** Reads text; `from` names it in what is said. */
export function readInput(text: string, from: string): ReadInput {
  const input = parseJson(text)
  if ('refused' in input) return { problems: [`${from} is not JSON: ${input.refused}`] }
  const { value } = input
  const isList = Array.isArray(value)
  const problems: string[] = []
  const scenarios = (isList ? value : [value]).flatMap((one: unknown, index) => {
    const parsed = Scenario.safeParse(one)
    if (parsed.success) return [parsed.data]
    for (const { path, message } of toFieldErrors(parsed.error, one))
      problems.push(
        `${toPlace(path, isList ? index : undefined)}: ${message}${known(path, message)}`,
      )
    return []
  })
  return problems.length > 0 ? { problems } : { scenarios, isList }
}

function parseJson(text: string): { readonly value: unknown } | { readonly refused: string } {
  if (text.trim() === '') return { refused: 'it is empty' }
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) }
  }
}

function toPlace(path: string, index: number | undefined): string {
  return [index, path].filter((part) => part !== undefined && part !== '').join('.') || 'scenario'
}

/** After the name of an unknown field: those that there are. */
function known(path: string, message: string): string {
  if (message !== 'is not a known field') return ''
  const above = path.split('.')
  const name = above.pop() ?? ''
  const schema: Schema = scenarioSchema() // of which this reads the parts it names
  const names = knownFields(schema, above)
  return `.${didYouMean(name, names)} Known: ${names.join(', ')}.`
}
