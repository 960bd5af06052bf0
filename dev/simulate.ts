// `npm run --silent simulate < scenario.json`: answers one scenario, or an array of them, from the production engine.
import { readFileSync } from 'node:fs'
import { flag, text } from './command/option.ts'
import { runCommand, WRONG_USAGE } from './command/run.ts'

const FORMAT = `Input: one scenario as JSON, or an array of them, from a file or standard input:

  now           instant  when it is asked: notice and horizon count from here
  professional           timeZone (required), workingHours, dateHours, timeOff,
                         policy, activity, active
  service                durationMinutes (required), capacity, buffers, hours, …
  appointments  list     what is booked: start, end, seatsTaken, capacity, …
  externalBusy  list     what other calendars have: start, end
  from, to      instant  the time that is asked about; seats, of how many

  An instant is 2026-11-30T09:00:00Z (or with an offset), a wall time 09:00 in
  the professional's timeZone. An unknown field is refused. All of it is in
  docs/guides/simulate.md, or as a JSON schema by --schema.

Output: { slots: [{ start, end, seatsLeft }], windows: [{ start, end }] } in
UTC, or an array of these. Problems go to standard error, one line for a field.`

function read(file: string | undefined): string {
  if (file !== undefined) return readFileSync(file, 'utf8')
  return readFileSync(0, 'utf8')
}

await runCommand(
  {
    name: 'npm run simulate',
    does:
      'Answers what is free in a scenario, by the engine that production runs, without any server. Put --silent behind `npm run` ' +
      'where the output is read by a program.',
    arguments: { file: text('FILE', 'the scenario; without it, standard input') },
    options: { schema: flag('prints the JSON schema of a scenario, and answers none') },
    more: FORMAT,
    examples: [
      [
        'npm run --silent simulate -- dev/simulate/examples/plain-week.json',
        'one of the scenarios in that folder',
      ],
      ['npm run --silent simulate < scenario.json', 'your own'],
      [
        'npm run --silent simulate -- --schema > scenario.schema.json',
        'for an editor that completes and checks',
      ],
    ],
  },
  async ({ file, schema }) => {
    const { readInput, scenarioSchema } = await import('./simulate/read.ts')
    const print = (answer: unknown) => process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`)
    if (schema) {
      print(scenarioSchema())
      return
    }
    if (file === undefined && process.stdin.isTTY)
      console.error('Waiting for a scenario on standard input; --help says what it is.')
    const asked = readInput(read(file), file ?? 'The input')
    if ('problems' in asked) {
      for (const problem of asked.problems) console.error(problem)
      // Programs read a line for each problem.
      if (process.stderr.isTTY) console.error('What a scenario is: npm run simulate -- --help')
      process.exitCode = WRONG_USAGE
      return
    }
    const { toAnswer } = await import('./simulate/answer.ts')
    const answers = asked.scenarios.map(toAnswer)
    print(asked.isList ? answers : answers[0])
  },
)
