// docs/reference/reasons.md: the closed set of reasons for which a request is refused, with status, meaning, and what an app
// does. A reason without its sentences does not compile.
import {
  carriesAlternatives,
  REASONS,
  type Reason,
  RULE_REASONS,
  statusOf,
  TIME_REASONS,
} from '../../../shared/contract/faults/reasons.ts'

interface Told {
  readonly means: string
  readonly app: string
}

const OFFER = 'Show the `alternatives`.'

const TOLD: Readonly<Record<Reason, Told>> = {
  'service-inactive': {
    means: 'The service, or its professional, takes no bookings any more.',
    app: 'Take it off the screen.',
  },
  'too-soon': {
    means: 'The start is nearer than the notice that the professional wants, or past.',
    app: OFFER,
  },
  'too-far-ahead': { means: 'The date lies behind the horizon of the service.', app: OFFER },
  'outside-hours': {
    means: 'The slot does not fit whole into the hours of that date.',
    app: OFFER,
  },
  'on-time-off': {
    means:
      'The professional has time off, or another calendar is busy. Clients are told `outside-hours`.',
    app: OFFER,
  },
  'professional-away': { means: 'The professional is busy or away just now, or late.', app: OFFER },
  'off-grid': { means: 'Slots begin at other times.', app: OFFER },
  'slot-taken': { means: 'Somebody was faster.', app: OFFER },
  'not-enough-seats': {
    means: 'Fewer seats are left than were asked for.',
    app: `${OFFER} Or ask for fewer seats.`,
  },
  'limit-reached': {
    means: 'The professional has all the bookings that they take on that day or in that week.',
    app: OFFER,
  },
  'client-limit-reached': {
    means: 'The client has all the bookings that this professional takes of one person.',
    app: `Say so. ${OFFER}`,
  },
  'hold-expired': {
    means: 'The seats were kept until `holdExpiresAt`, and no longer.',
    app: OFFER,
  },
  'already-cancelled': {
    means: 'The booking is cancelled already.',
    app: 'Show it as cancelled: it is what was wished.',
  },
  'too-late-to-cancel': {
    means: 'The time until which clients may cancel (`cancelUntil`) is over.',
    app: 'Show how to reach the professional.',
  },
  'too-late-to-reschedule': {
    means: 'The time until which clients may move it (`rescheduleUntil`) is over.',
    app: 'Show how to reach the professional.',
  },
  'not-changeable': {
    means:
      'The status of the booking forbids it ([statuses](statuses.md)); an account cannot be erased yet.',
    app: 'Read it again, and show what it is now.',
  },
  'invalid-request': {
    means: 'A field is missing, unknown or wrong; `errors` names each.',
    app: 'Mark the fields. A bug of the app where people typed nothing.',
  },
  unauthenticated: {
    means: 'No token, or one that is not valid (any more).',
    app: 'Get a new token and try once more; then let them sign in.',
  },
  'app-check-failed': {
    means: 'The deployment wants App Check, and the token is missing or wrong.',
    app: 'Get a new App Check token and try once more.',
  },
  forbidden: { means: 'This account may not do this.', app: 'Say so; trying again does not help.' },
  unverified: {
    means: 'The professional books clients with a verified e-mail or phone alone.',
    app: 'Let them verify their address, and get a new token.',
  },
  'not-found': {
    means:
      "There is no such thing, or it is somebody else's. Where no `professionalId` was sent: the account has no calendar yet.",
    app: 'Say that it is gone, and go back.',
  },
  'method-not-allowed': {
    means: 'A command is a `POST`, a query a `GET`.',
    app: 'A bug of the app.',
  },
  conflict: {
    means:
      'Others changed the same calendar several times over, or a request with the same key still runs.',
    app: 'Try again with the same key, after `Retry-After` if it is there.',
  },
  'version-mismatch': {
    means: 'The booking has changed since it was read at the `version` that was sent.',
    app: 'Read it again, show it, and let them decide.',
  },
  'payload-too-large': { means: 'More than 64 KiB.', app: 'A bug of the app.' },
  'unsupported-media-type': {
    means: 'A body that is not `application/json`.',
    app: 'A bug of the app.',
  },
  'idempotency-key-reused': {
    means: 'The key was sent with another body before.',
    app: 'One key for each tap: a bug of the app.',
  },
  'rate-limited': {
    means: 'Too many requests, or too many open holds.',
    app: 'Wait for `Retry-After` seconds.',
  },
  internal: {
    means: 'A fault of ours, which is in the log under `requestId`.',
    app: 'Say that it did not work; try again later with the same key.',
  },
  unavailable: {
    means: 'A part of the system is not there just now.',
    app: 'Try again after `Retry-After` seconds, with the same key.',
  },
}

const isIn = (list: readonly string[], reason: string): boolean => list.includes(reason)

const kindOf = (reason: Reason): string => {
  if (isIn(TIME_REASONS, reason)) return 'a rule about the time'
  return isIn(RULE_REASONS, reason) ? 'a rule about the booking' : 'the request, or the system'
}

function toSection(reason: Reason): string {
  const { http, callable } = statusOf(reason)
  const { means, app } = TOLD[reason]
  const carries = carriesAlternatives(reason)
    ? ' With `alternatives`: up to five free slots near the wished start.'
    : ''
  return `### ${reason}\n\n${means}${carries}\n\nHTTP ${http}, callable \`${callable}\`. **The app:** ${app}\n`
}

/** The whole page. */
export function toReasonsPage(): string {
  const rows = REASONS.map((reason) => {
    const { http, callable } = statusOf(reason)
    return `| [${reason}](#${reason}) | ${http} | \`${callable}\` | ${carriesAlternatives(reason) ? 'yes' : ''} |`
  })
  const kinds = [...Map.groupBy(REASONS, kindOf)]
  return [
    '# Reasons',
    '',
    'A request that is refused is answered with `application/problem+json` (RFC 9457), whose `reason` is one of these and no other. A callable has the whole',
    'problem in `details`. Of several rules that refuse a start the first in this order is told; `explain-availability` tells all.',
    '',
    '| Reason | HTTP | Callable | Alternatives |',
    '|---|---|---|---|',
    ...rows,
    '',
    ...kinds.flatMap(([kind, reasons]) => [`## Refused by ${kind}`, '', ...reasons.map(toSection)]),
    '---',
    '',
    'Made by `npm run reference` from `shared/contract/faults/reasons.ts`; a test compares them.',
    '',
  ].join('\n')
}
