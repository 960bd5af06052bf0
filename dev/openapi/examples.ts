// The recorded examples (docs/examples.json): calls to the real stack, each with its answer.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Reason } from '../../shared/contract/faults/reasons.ts'

/** A call as it was recorded. */
export interface Example {
  readonly title: string
  /** Who calls; absent where nobody is signed in. */
  readonly by?: string
  readonly request: {
    readonly method: string
    readonly headers?: Readonly<Record<string, string>>
    readonly query?: Readonly<Record<string, string | readonly string[]>>
    /** Absent where there is none, or where it is too large to be shown. */
    readonly body?: unknown
  }
  readonly answer: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body?: unknown
  }
}

export type Examples = Readonly<Record<string, readonly Example[]>>

/** Where they are written down. */
export const EXAMPLES_PATH = join(import.meta.dirname, '../../docs/examples.json')

/** All of them, by function. */
export const readExamples = (): Examples =>
  JSON.parse(readFileSync(EXAMPLES_PATH, 'utf8')) as Examples

/** Why an example was refused; undefined where it was not. */
export function reasonOf({ answer }: Example): Reason | undefined {
  if (answer.status < 400) return undefined
  return (answer.body as { readonly reason: Reason }).reason
}

/** The name of an example among those of its function: its reason, or what its title says. */
const keyOf = (example: Example): string =>
  reasonOf(example) ??
  example.title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')

/** Examples as descriptions have them. */
export const toExamples = (
  examples: readonly Example[],
  toValue: (example: Example) => unknown,
): Readonly<Record<string, { readonly summary: string; readonly value: unknown }>> =>
  Object.fromEntries(
    examples.map((example) => [
      keyOf(example),
      { summary: example.title, value: toValue(example) },
    ]),
  )
