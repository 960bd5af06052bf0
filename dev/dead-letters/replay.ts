// Replaying dead letters: each is shown, handed in again for the one that failed it, and taken away once that was done.
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/time/instant.ts'
import type { Box, Leased } from './box.ts'
import { type Read, readLetter } from './letter.ts'

export interface Wanted {
  readonly limit: number
  /** Shows what would be done. */
  readonly isDry: boolean
  /** Letters, by their ids, that are taken away unread; then no other is touched. */
  readonly forget: readonly string[]
}

export interface Replayed {
  readonly found: number
  readonly replayed: number
  readonly forgotten: number
}

const UNITS = [
  [DAY, 'd'],
  [HOUR, 'h'],
  [MINUTE, 'min'],
] as const

function ageOf(millis: number): string {
  const [unit, name] = UNITS.find(([one]) => millis >= one) ?? [SECOND, 's']
  return `${Math.max(0, Math.floor(millis / unit))} ${name}`
}

/** What others wrote comes on one line, as letters and not as commands to the terminal. */
const toLine = (text: string) => text.replace(/[\p{C}\p{Z}]+/gu, ' ')

function toRow(letter: Leased, read: Read, now: number): string {
  const { subscriber = 'nobody', type = 'no type', professionalId = 'no professional' } = read
  const { reason, outcome } = read
  const why = 'stays' in outcome ? `${reason}; STAYS: ${outcome.stays}` : reason
  return [letter.id, ageOf(now - letter.at), subscriber, type, professionalId, why]
    .map(toLine)
    .join('  ')
}

interface Shown {
  readonly letter: Leased
  readonly read: Read
}

/** Hands in, one after the other; a letter that was handed in but not taken away comes again, which does no harm. */
async function handIn(box: Box, { letter, read }: Shown): Promise<boolean> {
  if ('stays' in read.outcome) return false
  await box.publish(read.outcome)
  await box.remove(letter)
  return true
}

/**
 * Looks at what waits now, and does what is wanted. Letters that come meanwhile, such as those that fail again, are left alone.
 * `say` is told a line for each letter: who failed it and why, its type, its professional, its age.
 *
 * @throws where Pub/Sub does not take something; what was not handed in by then is still there
 */
export async function replayDeadLetters(
  box: Box,
  { limit, isDry, forget }: Wanted,
  now: number,
  say: (line: string) => void,
): Promise<Replayed> {
  const waiting = new Set(await box.lease(limit, now))
  const counts = { found: waiting.size, replayed: 0, forgotten: 0 }
  try {
    for (const letter of waiting) {
      const read = readLetter(letter)
      say(toRow(letter, read, now))
      if (isDry) continue
      if (forget.includes(letter.id)) {
        await box.remove(letter)
        counts.forgotten += 1
        waiting.delete(letter)
      } else if (forget.length === 0 && (await handIn(box, { letter, read }))) {
        counts.replayed += 1
        waiting.delete(letter)
      }
    }
  } finally {
    await box.giveBack([...waiting])
  }
  return counts
}
