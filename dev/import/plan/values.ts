// Values of a source brought within what the contract takes: cut, bounded or left away, each with its finding.
import { isEmail, EMAIL_CHARACTERS } from '../../../shared/contract/values/email.ts'
import { cut, isVisible, lengthOf } from '../../../shared/contract/values/text.ts'
import { isStorable } from '../../../shared/contract/values/values.ts'
import { findZone } from '../../../shared/time/zone.ts'
import { type Finding, type Place, finding } from './finding.ts'

/** Takes values of one thing in the source, and collects what is to be said of them. */
export interface Taking {
  readonly at: Place
  readonly findings: Finding[]
}

/** Text with something to see in it, cut to a length; undefined where there is none. */
export function takeText(
  { at, findings }: Taking,
  field: string,
  value: string | null | undefined,
  max: number,
): string | undefined {
  // Characters that Postgres cannot keep are no loss to anybody.
  const text = (value ?? '').toWellFormed().replaceAll('\u0000', '').trim()
  if (!isVisible(text) || !isStorable(text)) return undefined
  if (lengthOf(text) <= max) return text
  const reason = `has ${lengthOf(text)} characters, ${max} are possible`
  findings.push(finding('changed', at, field, text, reason, `cut to ${max} characters`))
  return cut(text, max)
}

/** A whole number brought within its range; undefined where there is none. */
export function takeNumber(
  { at, findings }: Taking,
  field: string,
  value: number | null | undefined,
  [min, max]: readonly [number, number],
): number | undefined {
  if (value === null || value === undefined) return undefined
  const taken = Math.min(max, Math.max(min, Math.round(value)))
  if (taken === value) return value
  const reason = `must be a whole number from ${min} to ${max}`
  findings.push(finding('changed', at, field, value, reason, `taken as ${taken}`))
  return taken
}

/** An e-mail address; what is none is left away. */
export function takeEmail(
  { at, findings }: Taking,
  field: string,
  value: string | null | undefined,
): string | undefined {
  const text = (value ?? '').trim()
  if (text === '') return undefined
  if (text.length <= EMAIL_CHARACTERS && isEmail(text)) return text
  findings.push(finding('not carried over', at, field, text, 'is not an e-mail address'))
  return undefined
}

/** An IANA zone that is only shown by; one that nobody knows is left away. */
export function takeZone(
  { at, findings }: Taking,
  field: string,
  value: string | null | undefined,
): string | undefined {
  if (value === null || value === undefined || value.trim() === '') return undefined
  const zone = findZone(value.trim())
  if (zone) return zone.name
  findings.push(finding('not carried over', at, field, value, NO_ZONE))
  return undefined
}

/** What is said of a time zone that the system does not know. */
const NO_ZONE = 'is not an IANA time zone such as Europe/Berlin'

/** The zone of a calendar: without one, nothing of that calendar can be imported. */
export function needZone({ at, findings }: Taking, field: string, value: string | undefined) {
  const zone = findZone((value ?? '').trim())
  if (!zone)
    findings.push(
      finding('left out', at, field, value ?? '', NO_ZONE, 'nothing of this professional imported'),
    )
  return zone
}
