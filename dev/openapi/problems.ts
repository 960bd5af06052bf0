// Answers that are no success: by status, with the reasons that it may have.
import { type Reason, statusOf } from '../../shared/contract/faults/reasons.ts'
import type { Problem } from '../../shared/runtime/edge/problem.ts'
import { type Example, type Examples, reasonOf, toExamples } from './examples.ts'
import { headersOf } from './headers.ts'
import type { Json } from './schemas.ts'

const RETRIED: readonly number[] = [409, 429, 503]

const headersAt = (status: number): Json =>
  headersOf(
    'RequestId',
    'CacheControl',
    ...(status === 401 ? (['WWWAuthenticate'] as const) : []),
    ...(status === 405 ? (['Allow'] as const) : []),
    ...(RETRIED.includes(status) ? (['RetryAfter'] as const) : []),
  )

const quoted = (reasons: readonly Reason[]): string => reasons.map((one) => `\`${one}\``).join(', ')

/** A body of problem details that has one of these reasons. */
const problemOf = (reasons: readonly Reason[]): Json => ({
  allOf: [
    { $ref: '#/components/schemas/Problem' },
    { type: 'object', properties: { reason: { enum: reasons, description: 'Why.' } } },
  ],
})

/** How a refused request is answered: in which media type, with what around the problem. */
export interface Form {
  readonly type: string
  readonly wrap: (schema: Json) => Json
  readonly toAnswered: (problem: Problem) => unknown
}

export const PLAIN: Form = {
  type: 'application/problem+json',
  wrap: (schema) => schema,
  toAnswered: (problem) => problem,
}

const pascal = (reason: string): string =>
  reason.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())

const componentName = (reasons: readonly Reason[]): string => reasons.map(pascal).join('Or')

/** So many reasons are a name's length; more are written where they are answered. */
const NAMED_REASONS = 2

/** The refusals of functions; `components` are those that several share. */
export function openProblems(form: Form, recorded: Examples) {
  const components = new Map<string, Json>()
  const all = Object.values(recorded).flat()

  const answerOf = (
    status: number,
    reasons: readonly Reason[],
    examples: readonly Example[],
  ): Json => ({
    description: `Refused: ${quoted(reasons)}.`,
    headers: headersAt(status),
    content: {
      [form.type]: {
        schema: form.wrap(problemOf(reasons)),
        ...(examples.length > 0 && {
          examples: toExamples(examples, ({ answer }) => form.toAnswered(answer.body as Problem)),
        }),
      },
    },
  })

  /** Of each reason one example, wherever it was recorded. */
  const anyOf = (reasons: readonly Reason[]): readonly Example[] =>
    reasons.flatMap((reason) => all.find((example) => reasonOf(example) === reason) ?? [])

  /** The answers with which a function refuses, by status. */
  function responses(name: string, reasons: readonly Reason[]): Json {
    const own = recorded[name] ?? []
    const byStatus = Map.groupBy(reasons, (reason) => statusOf(reason).http)
    const answers = [...byStatus].map(([status, some]) => {
      const examples = own.filter((example) => some.some((reason) => reason === reasonOf(example)))
      if (examples.length > 0 || some.length > NAMED_REASONS)
        return [
          String(status),
          answerOf(status, some, examples.length > 0 ? examples : anyOf(some)),
        ]
      const component = componentName(some)
      components.set(component, answerOf(status, some, anyOf(some)))
      return [String(status), { $ref: `#/components/responses/${component}` }]
    })
    return Object.fromEntries(answers) as Json
  }

  return {
    responses,
    components: (): Json =>
      Object.fromEntries([...components].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  }
}
