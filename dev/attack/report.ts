// What an attack found, in words.
import { FINDINGS } from './judge/finding.ts'
import type { Found, Report } from './run.ts'

const sorted = <Key extends string | number>(counts: ReadonlyMap<Key, number>) =>
  [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([key, count]) => `${key} ${count}`)
    .join(', ')

/** One finding, with the input that it came of. */
export const toWords = ({ kind, seen, round, input, of, exchanged }: Found, seed: number): string =>
  [
    `FOUND ${kind}: ${FINDINGS[kind]}`,
    `  ${seen}`,
    `  input ${input} of round ${round}: ${of}`,
    `  again: npm run attack -- --seed ${seed} --round ${round}`,
    exchanged.replaceAll(/^/gm, '  | '),
  ].join('\n')

/** All of it, in a few lines. */
export const toSummary = (
  { inputs, requests, millis, byKind, byStatus, found, slowestMillis }: Report,
  seed: number,
): string =>
  [
    `${inputs} inputs of seed ${seed}, ${requests} requests, in ${(millis / 1_000).toFixed(0)} s (${((inputs / millis) * 1_000).toFixed(0)} a second).`,
    `Kinds: ${sorted(byKind)}.`,
    `Answers: ${sorted(byStatus)}.`,
    ...(slowestMillis > 0
      ? [`The most of the processor that one took, measured alone: ${slowestMillis.toFixed(0)} ms.`]
      : []),
    found.length === 0 ? 'Nothing was found.' : `${found.length} findings.`,
  ].join('\n')
