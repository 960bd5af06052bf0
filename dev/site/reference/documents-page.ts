// docs/reference/documents.md: what apps listen to in Firestore, from the schemas by which the documents are written.
import * as z from 'zod'
import { agendaDocument, bookingDocument } from '../../../shared/contract/documents/booking.ts'
import { dayDocument } from '../../../shared/contract/documents/day.ts'
import { mirrorDocument } from '../../../shared/contract/documents/mirror.ts'
import { notificationDocument } from '../../../shared/contract/documents/notification.ts'
import { professionalDocument } from '../../../shared/contract/documents/professional.ts'
import { scheduleDocument } from '../../../shared/contract/documents/schedule.ts'
import { NOTIFICATION_DAYS } from '../../../shared/contract/notification.ts'
import { rowsOf, type Names, type Schema, toTable } from './schema.ts'

/** An instant of a document. */
const timestamp = z.string().meta({ format: 'timestamp' })

interface Document {
  readonly title: string
  readonly path: string
  readonly readers: string
  readonly says: string
  readonly schema: z.ZodType
}

const SIGNED_IN = 'whoever is signed in'
const ACCOUNT = 'that account, and admins'

const DOCUMENTS: readonly Document[] = [
  {
    title: 'A professional',
    path: 'professionals/{professionalId}',
    readers: SIGNED_IN,
    says: 'Who they are, what they offer with all rules resolved, what they are doing now, and when each service is next free. `nextFree`, `nextSlots` and `soonest` respect the notice, and are refreshed within a minute after they have passed.',
    schema: professionalDocument(timestamp),
  },
  {
    title: 'A day',
    path: 'professionals/{professionalId}/days/{YYYY-MM-DD}',
    readers: SIGNED_IN,
    says: "What is free on one local date of the professional's, by service and for one seat. There is one for each date from today to `daysThrough` of the professional; beyond it ask `search-availability`. A document that is missing within it means that nothing is free. It changes when the calendar changes, not because time passes: an app hides starts before now + `minNoticeMinutes` of the service.",
    schema: dayDocument(timestamp),
  },
  {
    title: 'The mirror of a professional',
    path: 'mirrors/{professionalId}',
    readers: SIGNED_IN,
    says: 'All documents of this professional are as at this revision: an app that waits for the revision of its own change sees it. Other fields are for inside the system.',
    schema: mirrorDocument(timestamp),
  },
  {
    title: "A client's booking",
    path: 'accounts/{uid}/bookings/{bookingId}',
    readers: ACCOUNT,
    says: 'Own holds too. Gone 400 days after its end.',
    schema: bookingDocument(timestamp),
  },
  {
    title: "An entry of the owner's agenda",
    path: 'accounts/{uid}/agenda/{bookingId}',
    readers: ACCOUNT,
    says: 'The same booking as its professional sees it. A hold has no `client`.',
    schema: agendaDocument(timestamp),
  },
  {
    title: "The owner's schedule",
    path: 'accounts/{uid}/schedules/{professionalId}',
    readers: ACCOUNT,
    says: 'What `get-schedule` answers, today and the 60 days after.',
    schema: scheduleDocument(timestamp),
  },
  {
    title: 'A message to a person',
    path: 'accounts/{uid}/notifications/{notificationId}',
    readers: ACCOUNT,
    says: `What happened, in the reader's language. Kept for ${NOTIFICATION_DAYS} days.`,
    schema: notificationDocument(timestamp),
  },
]

const NAMES: Names = { find: () => ({}), write: (ref) => ref }

const toJson = (schema: z.core.$ZodType): Schema =>
  z.toJSONSchema(schema, {
    io: 'output',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const { def } = zodSchema._zod
      const isUnknown = Object.keys(jsonSchema).length === 0
      if (isUnknown && def.type === 'pipe') Object.assign(jsonSchema, toJson(def.in))
    },
  }) as Schema // of which no more is read than is declared there

function toSection({ title, path, readers, says, schema }: Document): string {
  const rows = rowsOf(toJson(schema), NAMES)
  return [
    `## ${title}`,
    '',
    `\`${path}\``,
    '',
    says,
    '',
    `Read by ${readers}.`,
    '',
    toTable(rows, 'optional'),
  ].join('\n')
}

/** The whole page. */
export function toDocumentsPage(): string {
  return [
    '# Firestore documents',
    '',
    'What apps listen to. Subscribers alone write them, from Postgres, in one atomic write up to a revision; a document never goes back to older content. A field that may be missing',
    'is absent when it is unset. A Timestamp is one of Firestore. "Signed in" includes anonymous accounts where the deployment says so (`ANONYMOUS_READS`). Everything else is denied.',
    '',
    ...DOCUMENTS.map(toSection),
    '## Queries that have an index',
    '',
    '- days by a range of `date`;',
    "- professionals `where('soonest', '>=', now).orderBy('soonest')`, the same with `array-contains` on `specialtyKeys`, and with `active`;",
    "- bookings and agenda by a range of `start`, and by `status in …` with `orderBy('start')`;",
    '- notifications by `createdAt`, and by `readAt == null`.',
    '',
    '---',
    '',
    'Made by `npm run reference` from `shared/contract/documents/`; a test compares them.',
    '',
  ].join('\n')
}
