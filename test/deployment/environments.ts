// What a plan tells each function: its environment variables, as far as they are known before anything is applied.
import { type Plan, allOf, at, textAt } from './plan.ts'

/** The planned environment of every function, by its name. */
export function environmentsIn(plan: Plan): Readonly<Record<string, Record<string, string>>> {
  const functions = allOf(plan).filter(({ type }) => type === 'google_cloudfunctions2_function')
  return Object.fromEntries(
    functions.map(({ values }) => [
      textAt(values, 'name'),
      // A map of text, by the provider's schema.
      (at(values, 'service_config', 0, 'environment_variables') ?? {}) as Record<string, string>,
    ]),
  )
}
