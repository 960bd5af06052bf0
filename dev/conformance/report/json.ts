// The findings for a program.
import { toCurl, toLine } from '../bench/exchange.ts'
import type { Description } from '../description/description.ts'
import type { Finding } from '../run.ts'
import { groupOf } from '../wanted.ts'

/** One object with everything that was found. */
export function toJson(
  finding: Finding,
  description: Description,
  told: { readonly url: string; readonly where: string; readonly exitCode: number },
): object {
  const { runName, results, requests, millis, left, unable } = finding
  return {
    url: told.url,
    description: { at: told.where, title: description.title, version: description.version },
    run: runName,
    exitCode: told.exitCode,
    ...(unable !== undefined && { unable }),
    requests,
    millis: Math.round(millis),
    checks: results.map(({ check, outcome, ...rest }) => {
      const failure = outcome.kind === 'failed' ? outcome.deviation : undefined
      return {
        id: check.id,
        group: groupOf(check, description),
        says: check.says,
        outcome: outcome.kind,
        millis: Math.round(rest.millis),
        requests: rest.requests,
        ...(outcome.kind === 'not-checked' && { reason: outcome.reason }),
        ...(failure && {
          promised: failure.promised,
          ...(failure.pointer !== undefined && { pointer: failure.pointer }),
          came: failure.came,
          ...(failure.exchange && {
            request: toCurl(failure.exchange),
            answer: toLine(failure.exchange),
          }),
        }),
      }
    }),
    left,
  }
}
