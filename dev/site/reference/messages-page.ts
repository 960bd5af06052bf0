// docs/reference/messages.md: what is published of a calendar's changes, from the schema of the message. A type without its
// sentence does not compile.
import * as z from 'zod'
import {
  CHANGE_TYPES,
  CHANGES_TOPIC,
  ChangeMessage,
  type ChangeType,
  SCHEMA_VERSION,
} from '../../../shared/contract/messages/change.ts'
import { type Names, rowsOf, type Schema, toTable } from './schema.ts'

const TOLD: Readonly<Record<ChangeType, string>> = {
  'booking.held': 'Seats are kept for a client who checks out.',
  'booking.requested': 'A client asked for a time that the professional has to approve.',
  'booking.confirmed': 'A booking was made, or a request approved.',
  'booking.declined': 'The professional said no to a request.',
  'booking.cancelled': 'A booking was called off.',
  'booking.rescheduled': 'A booking has another start.',
  'booking.expired': 'A hold ran out or was released, or nobody answered a request.',
  'booking.started': 'An appointment began.',
  'booking.delayed': 'It is expected to begin or end at another time than it is booked for.',
  'booking.completed': 'An appointment ended.',
  'booking.no-show': 'The client did not come.',
  'booking.reminder-due': 'It is time to remind of a booking. Makes no revision of its own.',
  'schedule.changed': 'Hours, time off or the busy time of another calendar are others.',
  'service.changed': 'A service was added or changed.',
  'professional.changed': 'The professional, their rules or their blocks are others.',
  'activity.changed': 'What the professional is doing now is something else.',
  'booking.erased': 'What a booking said of a person is gone. `dates` is empty.',
}

const NAMES: Names = { find: () => ({}), write: (ref) => ref }

/** The whole page. */
export function toMessagesPage(): string {
  // Of which no more is read than is declared there.
  const json = z.toJSONSchema(ChangeMessage, { io: 'input', unrepresentable: 'any' }) as Schema
  return [
    '# Change messages',
    '',
    `Pub/Sub topic \`${CHANGES_TOPIC}\`, ordered by \`professionalId\`. Attributes \`type\`, \`professionalId\`, \`changeId\`, and \`schemaVersion\` (\`${SCHEMA_VERSION}\`). The data are JSON.`,
    '',
    'A message comes at least once, perhaps late, perhaps twice. It is a hint: a consumer reads the present state, and acknowledges types and fields that it does not know. No message carries',
    'personal data. Who cannot subscribe asks [list-changes](functions.md#list-changes). How to write a consumer inside the system: [Add a consumer](../guides/add-a-consumer.md).',
    '',
    '## Fields',
    '',
    toTable(rowsOf(json, NAMES), 'optional'),
    '## Types',
    '',
    '| Type | What happened |',
    '|---|---|',
    ...CHANGE_TYPES.map((type) => `| \`${type}\` | ${TOLD[type]} |`),
    '',
    'One command may make several changes, which share their `causeId`: time off that cancels three bookings makes four.',
    '',
    '---',
    '',
    'Made by `npm run reference` from `shared/contract/messages/change.ts`; a test compares them.',
    '',
  ].join('\n')
}
