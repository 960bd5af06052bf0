// What a run came to, in lines and tables that can be put into a page.
import type { Planted, Violation } from './checker/check.ts'
import type { Command } from './clients/good-client.ts'

/** A table in Markdown; the first column is text, the others are numbers. */
export function toTable(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  return [line(head), `|---|${'---:|'.repeat(head.length - 1)}`, ...rows.map(line)].join('\n')
}

export const seconds = (millis: number): string => `${(millis / 1000).toFixed(1)} s`

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

/** How the commands ended, in a sentence. */
export function toCommands(commands: readonly Command[]): string {
  const count = (outcome: Command['outcome']) =>
    commands.filter((one) => one.outcome === outcome).length
  const unclear = commands.reduce((sum, one) => sum + one.unclear, 0)
  return (
    `${commands.length} commands: ${count('acknowledged')} acknowledged, ${count('refused')} refused, ` +
    `${count('given up') + count('open')} without an answer; ${unclear} attempts had an unclear outcome.`
  )
}

const SHOWN = 5

/** The violations by rule, the first of each. */
export function toViolations(violations: readonly Violation[]): string {
  if (violations.length === 0) return 'Violations: 0.'
  const byRule = [...Map.groupBy(violations, ({ rule }) => rule)]
  return [
    `Violations: ${violations.length}.`,
    ...byRule.flatMap(([rule, found]) => [
      `  ${rule}: ${found.length}`,
      ...found.slice(0, SHOWN).map(({ what }) => `    ${what}`),
    ]),
  ].join('\n')
}

/** What the checker found of what was planted. */
export function toPlanted(planted: readonly Planted[]): string {
  const missed = planted.filter(({ outcome }) => outcome !== 'found')
  return [
    `Planted violations: ${planted.length}, found ${planted.length - missed.length}.`,
    ...missed.map(({ rule, what, outcome }) => `  ${rule}: ${what}: ${outcome}`),
  ].join('\n')
}
