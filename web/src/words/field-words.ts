// What the server says of a field, in the reader's words. Its sentences are for developers and in English; what they mean is told
// by how they are put. A sentence that is not known here says that the field has to be changed.
import { type Key, t } from './words.ts'

/** Sentences by how they are put; a number in the pattern fills `{n}`. The first that fits counts. */
const SENTENCES: readonly (readonly [RegExp, Key])[] = [
  [/^is required|is required$/, 'field.required'],
  [/^must have a visible character/, 'field.visible'],
  [/^must have at most (\d+) characters/, 'field.characters'],
  [/^Too big: .* <=(\d+) characters/, 'field.characters'],
  [/^Too big: .* <=(\d+) items/, 'field.items'],
  [/keeps at most (\d+) /, 'field.items'],
  [/^weekday \d has more than (\d+) intervals/, 'field.intervals'],
  [/^Too big: .* <=(-?[\d.]+)/, 'field.most'],
  [/^Too small: .* >=(-?[\d.]+)$/, 'field.least'],
  [/^Too small: .* >=(-?[\d.]+),/, 'field.least'],
  [/^Too small: /, 'field.required'],
  [/^Invalid input: expected int/, 'field.whole'],
  [/^Invalid input: expected number/, 'field.number'],
  [/e-mail address/, 'field.email'],
  [/is not an http\(s\) address/, 'field.web'],
  [/is not an IANA time zone/, 'field.zone'],
  [/is not a wall time/, 'field.time'],
  [/is not a date|is not an RFC 3339|dates that this time zone skips/, 'field.date'],
  [/equals the start|must be after (start|from)/, 'field.afterStart'],
  [/overlap/, 'field.overlap'],
  [/must be after now/, 'field.later'],
  [/^must be within|^must be at most (two|\d+)/, 'field.near'],
  [/is not a language tag/, 'field.language'],
  [/must be an ISO 4217 code/, 'field.currency'],
  [/^must be well-formed Unicode/, 'field.storable'],
]

/** A sentence for a field that the server refused. */
export function fieldWords(message: string): string {
  for (const [pattern, key] of SENTENCES) {
    const found = pattern.exec(message)
    if (found) return t(key, { n: found[1] ?? '' })
  }
  return t('field.unknown')
}
