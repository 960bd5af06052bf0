// The findings for whoever reads them: a table by group, failures in full, and a line in the end.
import { styleText } from 'node:util'
import { cut, toCurl, toLine, tokenVariable } from '../bench/exchange.ts'
import type { Deviation } from '../bench/outcome.ts'
import type { Description } from '../description/description.ts'
import type { Check, Result } from '../bench/check.ts'
import type { Finding } from '../run.ts'
import { inGroups } from '../wanted.ts'

const ID_WIDTH = 43

const MARKS = { passed: '✓', failed: '✗', 'not-checked': '–' } as const
const COLOURS = { passed: 'green', failed: 'red', 'not-checked': 'yellow' } as const

const seconds = (millis: number) => `${(millis / 1000).toFixed(1)} s`

/** A check and what became of it, in a line, and a failure in full. */
function toRow({ check, outcome, millis }: Result, where: string): string {
  const mark = styleText(COLOURS[outcome.kind], MARKS[outcome.kind])
  const took = millis >= 1000 ? `  ${seconds(millis)}` : ''
  const row = `  ${mark} ${check.id.padEnd(ID_WIDTH)} ${check.says}${took}`
  if (outcome.kind === 'passed') return row
  if (outcome.kind === 'not-checked') return `${row}\n      not checked: ${outcome.reason}`
  return `${row}\n${failureLines(outcome.deviation, where)}`
}

function failureLines(deviation: Deviation, where: string): string {
  const { promised, came, exchange } = deviation
  const pointer = deviation.pointer ?? ''
  const answer = exchange && exchange.status > 0 ? toLine(exchange) : ''
  const lines = [
    ['promised', promised],
    [
      '',
      pointer === ''
        ? ''
        : `${deviation.where === 'documents' ? 'the documents’ schemas' : where}${pointer}`,
    ],
    ['came', came],
    ['request', exchange ? toCurl(exchange) : ''],
    ['answer', answer === came ? '' : answer],
  ]
  return lines
    .filter(([, value]) => value !== '')
    .map(([name = '', value = '']) => `      ${name.padEnd(9)} ${value}`)
    .join('\n')
}

/** What is said before the first check. */
export function toHead(
  functionsUrl: string,
  { title, version }: Description,
  where: string,
  runName: string,
): string {
  return (
    `Checking ${functionsUrl} against "${title}" ${version} (${where}).\n` +
    `What it makes is called conformance-${runName}-…@example.com and "Conformance check ${runName}".`
  )
}

/** All results by group. */
export function toTable(
  results: readonly Result[],
  description: Description,
  where: string,
): string {
  const groups = inGroups(results, ({ check }) => check, description)
  return [...groups]
    .map(
      ([group, own]) =>
        `${styleText('bold', group)}\n${own.map((result) => toRow(result, where)).join('\n')}`,
    )
    .join('\n\n')
}

const count = (results: readonly Result[], kind: Result['outcome']['kind']) =>
  results.filter(({ outcome }) => outcome.kind === kind).length

/** What came of it in all. */
export function toFoot(finding: Finding, description: Description): string {
  const { results, ledger, requests, millis, left, removed, unable } = finding
  const names = new Set(description.operations.map(({ name }) => name))
  const called = new Set(ledger.exchanges().map(({ name }) => name))
  const missed = [...names].filter((name) => !called.has(name))
  const failed = count(results, 'failed')
  const unchecked = count(results, 'not-checked')
  const parts = [
    `${results.length} checks`,
    `${count(results, 'passed')} passed`,
    ...(failed > 0 ? [styleText('red', `${failed} failed`)] : []),
    ...(unchecked > 0 ? [`${unchecked} not checked`] : []),
    `${names.size - missed.length} of ${names.size} functions called`,
    `${requests} requests`,
    seconds(millis),
  ]
  const roles = new Set(
    results.flatMap(({ outcome }) =>
      outcome.kind === 'failed' ? (outcome.deviation.exchange?.role ?? []) : [],
    ),
  )
  return [
    parts.join(', '),
    ...(missed.length > 0 && missed.length < 5 ? [`Not called: ${missed.join(', ')}.`] : []),
    ...(roles.size > 0
      ? [
          `To send a request again, make the booking data it names anew and set ${[...roles].map(tokenVariable).join(', ')} to ID tokens of accounts of your own.`,
        ]
      : []),
    ...(unable === undefined ? [] : [styleText('red', unable)]),
    left.length === 0
      ? `Erased: ${removed} accounts with their calendars and bookings; what a deployment deletes later is gone in ten minutes.`
      : styleText(
          'red',
          `Not removed: ${left.map(({ role, what }) => `${role} (${what})`).join(', ')}.`,
        ),
  ].join('\n')
}

/** Which checks there are. */
export function toList(checks: readonly Check[], description: Description): string {
  const groups = inGroups(checks, (check) => check, description)
  return [...groups]
    .map(
      ([group, own]) =>
        `${styleText('bold', group)}\n${own
          .map(({ id, says }) => `  ${id.padEnd(ID_WIDTH)} ${cut(says, 120)}`)
          .join('\n')}`,
    )
    .join('\n\n')
}
