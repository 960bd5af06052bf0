// A rule over a plan, and what it is given.
import type { Deployed } from '../../dev/catalogue/catalogue.ts'
import type { Configured, Plan, Resource } from './plan.ts'

export interface Planned {
  readonly isProd: boolean
  readonly plan: Plan
  readonly catalogue: Readonly<Record<string, Deployed>>
  readonly of: (type: string) => readonly Resource[]
  /** The functions with their entries of the catalogue. */
  readonly functions: readonly { readonly resource: Resource; readonly entry: Deployed }[]
  /** A resource of the root module as it is written: what a plan's values do not show. */
  readonly configured: (address: string) => Configured
}

/** Answers the sentences that are broken. */
export type Rule = (planned: Planned) => readonly (string | false)[]
