// `npm run --silent simulate < scenario.json`: answers one scenario, or an array of them, from the production engine.
import { readFileSync } from 'node:fs'
import { toFieldErrors } from '../shared/contract/faults/issues.ts'
import { Scenario } from '../shared/contract/scenario.ts'
import type { Span } from '../shared/time/span.ts'
import { simulate } from '../shared/scheduling/free/simulate.ts'
import { formatInstant } from '../shared/time/instant.ts'

/** Exit code of bad input, one line per problem on standard error. */
const BAD_INPUT = 2

function exitWith(problems: readonly string[]): never {
  for (const problem of problems) console.error(problem)
  process.exit(BAD_INPUT)
}

function readJson(): unknown {
  const text = readFileSync(0, 'utf8')
  try {
    return JSON.parse(text)
  } catch (error) {
    return exitWith([
      `The input is not JSON: ${error instanceof Error ? error.message : String(error)}`,
    ])
  }
}

function parseAll(inputs: readonly unknown[], isList: boolean): readonly Scenario[] {
  const problems: string[] = []
  const scenarios = inputs.flatMap((input, index) => {
    const parsed = Scenario.safeParse(input)
    if (parsed.success) return [parsed.data]
    for (const { path, message } of toFieldErrors(parsed.error, input))
      problems.push([isList ? String(index) : '', path].filter(Boolean).join('.') + `: ${message}`)
    return []
  })
  return problems.length > 0 ? exitWith(problems) : scenarios
}

function toText(span: Span) {
  return { start: formatInstant(span.start), end: formatInstant(span.end) }
}

function answer(scenario: Scenario) {
  const { slots, windows } = simulate(scenario)
  return {
    slots: slots.map((slot) => ({ ...toText(slot), seatsLeft: slot.seatsLeft })),
    windows: windows.map(toText),
  }
}

const input = readJson()
const answers = Array.isArray(input)
  ? parseAll(input, true).map(answer)
  : parseAll([input], false).map(answer)[0]
process.stdout.write(`${JSON.stringify(answers, null, 2)}\n`)
