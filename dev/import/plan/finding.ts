// What does not fit, or fits otherwise than it was: one finding a value, with its place in the source.
import { quote } from '../../../shared/contract/values/values.ts'

/** Where something stands in the source. */
export interface Place {
  readonly file: string
  /** In a CSV file, from 1. */
  readonly line?: number
  /** The source's own id. */
  readonly id?: string
}

/**
 * What became of it: `left out` is missing here and should not be; `changed` is here, otherwise than it was;
 * `not carried over` is a property that has no counterpart here, of something that was imported; `not needed` was never
 * meant to come along, such as what is past.
 */
export const OUTCOMES = ['left out', 'changed', 'not carried over', 'not needed'] as const
export type Outcome = (typeof OUTCOMES)[number]

export interface Finding {
  readonly at: Place
  readonly field: string
  /** As it stands in the source, shortened. */
  readonly value: string
  readonly reason: string
  readonly outcome: Outcome
  /** What was done instead, in words. */
  readonly done: string
}

/** A finding about a value of any kind. */
export function finding(
  outcome: Outcome,
  at: Place,
  field: string,
  value: unknown,
  reason: string,
  done = DONE[outcome],
): Finding {
  return { at, field, value: value === undefined ? '' : shown(value), reason, outcome, done }
}

const DONE: Readonly<Record<Outcome, string>> = {
  'left out': 'not imported',
  changed: 'imported with this change',
  'not carried over': 'imported without it',
  'not needed': 'not imported',
}

const shown = (value: unknown): string =>
  typeof value === 'string' && value.length <= 60 ? value : quote(value)

/** `bookings.csv, line 12 (id B-7)`, as a person looks for it. */
export function showPlace({ file, line, id }: Place): string {
  const where = line === undefined ? file : `${file}, line ${line}`
  return id === undefined ? where : `${where} (id ${id})`
}

/** A finding as one sentence. */
export function showFinding({ at, field, value, reason, done }: Finding): string {
  const what = [field, value === '' ? '' : JSON.stringify(value)].filter(Boolean).join(' ')
  return `${showPlace(at)}: ${what === '' ? '' : `${what}: `}${reason}; ${done}`
}
