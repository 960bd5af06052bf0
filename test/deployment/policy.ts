// The rules as tfcheck takes them: its own ones, whose module TFCHECK_POLICY names, and ours.
import type { Plan } from './plan.ts'
import { findBroken } from './policies.ts'

type Policy = (plan: Plan, env: string) => readonly string[]

const theirs = process.env['TFCHECK_POLICY']
const general: Policy =
  theirs === undefined ? () => [] : ((await import(theirs)) as { readonly default: Policy }).default

const policy: Policy = (plan, env) => [...general(plan, env), ...findBroken(plan, env)]

// tfcheck asks for the default export.
export default policy
