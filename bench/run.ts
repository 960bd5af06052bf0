// `npm run bench`: every benchmark, each a ratio that is measured side by side.
import { didYouMean } from '../dev/command/nearest.ts'
import { flag, many, text, whole } from '../dev/command/option.ts'
import { runCommand } from '../dev/command/run.ts'
import { toColumns } from './common/report.ts'
import { BENCHMARKS } from './common/all.ts'

const names = BENCHMARKS.map(({ name }) => name)

await runCommand(
  {
    name: 'npm run bench',
    does:
      'Measures the product beside yardsticks, side by side in interleaved rounds: the median of what came of each round, between ' +
      'which values half of the rounds lie, what the goal is, and the time of the processor for each request.',
    arguments: { benchmarks: many(text('BENCHMARK', 'which ones; all that need nothing apart')) },
    options: {
      json: flag('prints JSON instead of a table'),
      compare: text('FILE', 'also says what has changed since: what --json printed'),
      rounds: whole({ from: 1, to: 1000 }, 'how many rounds, instead of what each takes by itself'),
      profiles: text('FOLDER', 'where functions leave profiles of processor and heap'),
      short: flag('the least of everything, to see that they run: the figures say nothing'),
    },
    check: ({ benchmarks }) => {
      const unknown = benchmarks.find((name) => !names.includes(name))
      if (unknown === undefined) return undefined
      return `There is no benchmark "${unknown}".${didYouMean(unknown, names)} Known: ${names.join(', ')}.`
    },
    examples: [
      ['npm run bench', 'all; some minutes'],
      ['npm run bench -- search booking', 'these two'],
      ['npm run --silent bench -- search --json > before.json', 'to be compared with later'],
      ['npm run bench -- search --compare before.json', 'says what has changed since'],
      ['npm run bench -- booking --profiles profiles', "to be opened in Chrome's DevTools"],
    ],
    exits: '0 measured, goals met or not, 1 something failed, 2 wrong usage',
    more: `Benchmarks (* only where it is named):\n${toColumns(
      BENCHMARKS.map(({ name, brief, isApart }) => [`  ${name}${isApart ? ' *' : ''}`, brief]),
    )}`,
  },
  async ({ benchmarks, json, compare, profiles, rounds, short }) => {
    const { runBenchmarks } = await import('./common/run-benchmarks.ts')
    await runBenchmarks(BENCHMARKS, {
      only: benchmarks,
      isJson: json,
      compare,
      profiles,
      rounds,
      isShort: short,
    })
  },
)
