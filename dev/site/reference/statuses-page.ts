// docs/reference/statuses.md: what a booking can be, and every step there is, from the table that the code asks.
import { type Cause, LIVE, type Status, STATUSES, STEPS } from '../../../shared/contract/status.ts'

const TOLD: Readonly<Record<Status, string>> = {
  held: 'The seats are kept until `holdExpiresAt` while the client checks out.',
  pending: 'A request: the professional has still to approve it.',
  confirmed: 'It will take place.',
  'in-progress': 'It takes place.',
  completed: 'It took place.',
  'no-show': 'The client did not come. Changes with `completed` until 7 days after the end.',
  cancelled: 'Called off, by the client or the professional.',
  declined: 'The professional said no to the request.',
  expired:
    'A hold that ran out or was released, or a request that nobody answered before its start.',
}

/** What the clock does, and when. */
const CLOCK: Readonly<Record<string, string>> = {
  'held expired': 'the clock at `holdExpiresAt`',
  'pending expired': 'the clock at the start',
  'confirmed in-progress': 'the clock at the expected start',
  'in-progress completed': 'the clock at the expected end',
}

const byOf = (from: string, to: string, by: Cause): string => {
  if (by !== 'clock') return `[${by}](functions.md#${by})`
  const told = CLOCK[`${from} ${to}`]
  if (told === undefined)
    throw new Error(`say when the clock takes a booking from ${from} to ${to}`)
  return told
}

/** The whole page. */
export function toStatusesPage(): string {
  const meanings = STATUSES.map(
    (status) => `| \`${status}\` | ${TOLD[status]} | ${LIVE.includes(status) ? 'yes' : ''} |`,
  )
  const pairs = Map.groupBy(STEPS, ({ from, to }) => `${from} ${to}`)
  const steps = [...pairs.values()].flatMap((same) => {
    const [step] = same
    if (!step) return []
    const { from, to } = step
    const causes = same.map(({ by }) => byOf(from, to, by)).join(', or ')
    return [`| ${from === 'none' ? 'not there yet' : `\`${from}\``} | \`${to}\` | ${causes} |`]
  })
  return [
    '# Statuses of a booking',
    '',
    '![Every status of a booking and the steps between them](../drawings/statuses.svg)',
    '',
    '| Status | Means | Keeps its seats |',
    '|---|---|---|',
    ...meanings,
    '',
    '## Every step',
    '',
    'What is not in this table is refused as [not-changeable](reasons.md#not-changeable).',
    '',
    '| From | To | By |',
    '|---|---|---|',
    ...steps,
    '',
    'A booking that is moved ([reschedule-booking](functions.md#reschedule-booking)) keeps its status, or is `pending` again where a client moves one of a service with manual',
    'approval. Every function answers at once what the clock has made of a booking; documents follow within a minute.',
    '',
    '---',
    '',
    'Made by `npm run reference` from `shared/contract/status.ts`; a test compares them.',
    '',
  ].join('\n')
}
