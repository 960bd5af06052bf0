// The rules as tfcheck takes them: its own ones, whose module TFCHECK_POLICY names, and ours. What each plan tells the functions
// is left in the folder PLANNED_ENVIRONMENTS, for the test that starts them with it.
import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { environmentsIn } from './environments.ts'
import type { Plan } from './plan.ts'
import { findBroken } from './policies.ts'

type Policy = (plan: Plan, env: string) => readonly string[]

const theirs = process.env['TFCHECK_POLICY']
const general: Policy =
  theirs === undefined ? () => [] : ((await import(theirs)) as { readonly default: Policy }).default

const folder = process.env['PLANNED_ENVIRONMENTS']

const policy: Policy = (plan, env) => {
  const environments = environmentsIn(plan)
  // A plan of the bootstrap has no functions.
  if (folder !== undefined && Object.keys(environments).length > 0)
    writeFileSync(join(folder, `${basename(env, '.tfvars')}.json`), JSON.stringify(environments))
  return [...general(plan, env), ...findBroken(plan, env)]
}

// tfcheck asks for the default export.
export default policy
