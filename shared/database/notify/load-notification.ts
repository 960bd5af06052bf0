// A message with everything that it is judged and made from, as that stands now.
import { type Kysely, sql } from 'kysely'
import type { Professional } from '../../contract/professional.ts'
import { withoutUnset } from '../../contract/values/unset.ts'
import type { CausedBooking } from '../../notifications/cause.ts'
import type { PlannedItem } from '../../notifications/plan-notifications.ts'
import type { Role } from '../../notifications/who-hears.ts'
import type { Booking } from '../../scheduling/model/calendar.ts'
import type { Instant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { isDistributed } from '../connection/distributed.ts'
import {
  type Column,
  int8,
  json,
  jsonb,
  nullable,
  rawStatement,
  text,
  uuid,
} from '../connection/raw-statement.ts'
import { parseBooking } from '../rows/booking-row.ts'
import { millis } from '../rows/instants.ts'
import { PROFESSIONAL, type ProfessionalRow, parseProfessional } from '../rows/professional-row.ts'
import type { Stored } from '../rows/stored.ts'
import { loadBookingsWithHistory, toCausedBooking } from './load-cause.ts'

/** An account as a message needs it. */
export interface Reader {
  readonly uid: string
  readonly name?: string
  /** Contact data; mail goes to the address that was verified. */
  readonly email?: string
  readonly timeZone?: string
  readonly locale?: string
}

function toReader({ uid, name, email, timeZone, locale }: Stored<Reader>): Reader {
  return { uid, ...withoutUnset({ name, email, timeZone, locale }) }
}

/** A booking as it is told of, and as it is judged. */
export interface NotedBooking {
  readonly booking: Booking
  readonly caused: CausedBooking
  readonly serviceName: string
}

/** A message that was planned. */
export interface StoredNotification {
  readonly notificationId: string
  readonly causeId: string
  readonly role: Role
  readonly type: string
  readonly items: readonly PlannedItem[]
  readonly decidedAt: Instant
  readonly readAt?: Instant
  readonly professional: Professional
  readonly owner: Reader
  /** Who is told; a guest is known by their booking alone. */
  readonly reader?: Reader
  readonly bookings: ReadonlyMap<string, NotedBooking>
}

const MESSAGE = {
  notificationId: uuid,
  causeId: uuid,
  // What a message is saved with, and nothing else.
  role: text as Column<Role>,
  type: text,
  items: jsonb<readonly PlannedItem[]>(),
  decidedAt: int8,
  readAt: nullable(int8),
  reader: nullable(json<Stored<Reader>>()),
}
const ABOUT = { professional: json<ProfessionalRow>(), owner: json<Stored<Reader>>() }

const load = rawStatement('load-notification', { ...MESSAGE, ...ABOUT })
const loadMessage = rawStatement('load-message', { ...MESSAGE, professionalId: uuid })

const ACCOUNT = (alias: string) =>
  sql.raw(`json_build_object('uid', ${alias}.uid, 'name', ${alias}.name, 'email', ${alias}.email,
    'timeZone', ${alias}.time_zone, 'locale', ${alias}.locale)`)

async function serviceNames(
  db: Kysely<Database>,
  professionalId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('services')
    .select(['service_id', 'name'])
    .where('professional_id', '=', professionalId)
    .execute()
  return new Map(rows.map(({ service_id, name }) => [service_id, name]))
}

const COLUMNS = sql`n.notification_id as "notificationId", n.cause_id as "causeId", n.role, n.type, n.items,
      ${millis(sql`n.decided_at`)} as "decidedAt", ${millis(sql`n.read_at`)} as "readAt",
      case when a.uid is not null then ${ACCOUNT('a')} end as reader`

const isTheOne = (notificationId: string) =>
  sql`n.notification_id = ${notificationId}::uuid and (n.uid is null or a.uid is not null)
      and not exists (select from erasures e where e.uid = n.uid)`

async function loadTogether(db: Kysely<Database>, notificationId: string) {
  const [row] = await load(
    db,
    sql`select ${COLUMNS}, ${PROFESSIONAL} as professional, ${ACCOUNT('o')} as owner
    from notifications n join professionals p on p.professional_id = n.professional_id
      join accounts o on o.uid = p.owner_uid left join accounts a on a.uid = n.uid
    where ${isTheOne(notificationId)}`,
  )
  return row
}

/** Where Postgres is distributed: the message from beside the calendars, then the professional from their shard. */
async function loadApart(db: Kysely<Database>, notificationId: string) {
  const [message] = await loadMessage(
    db,
    sql`select ${COLUMNS}, n.professional_id as "professionalId"
    from notifications n left join accounts a on a.uid = n.uid where ${isTheOne(notificationId)}`,
  )
  if (!message) return undefined
  const { professionalId, ...rest } = message
  const found = await db
    .selectFrom('professionals as p')
    .select(['p.owner_uid as ownerUid', PROFESSIONAL.as('professional')])
    .where('p.professional_id', '=', professionalId)
    .executeTakeFirst()
  if (!found) return undefined
  const owner = await db
    .selectFrom('accounts')
    .select(['uid', 'name', 'email', 'time_zone as timeZone', 'locale'])
    .where('uid', '=', found.ownerUid)
    .executeTakeFirst()
  return owner && { ...rest, professional: found.professional, owner }
}

/** A message by its id; undefined where it, its professional or its account is not there any more. */
export async function loadNotification(
  db: Kysely<Database>,
  notificationId: string,
  now: Instant,
): Promise<StoredNotification | undefined> {
  const row = await (isDistributed(db) ? loadApart : loadTogether)(db, notificationId)
  if (!row) return undefined
  const { reader, readAt, owner, professional, ...rest } = row
  const ids = [...new Set(row.items.flatMap(({ bookingId }) => bookingId ?? []))]
  const found = await loadBookingsWithHistory(db, [professional.professionalId], ids)
  const names = await serviceNames(db, professional.professionalId)
  const bookings = found.map(({ booking, history }): [string, NotedBooking] => [
    booking.bookingId,
    {
      booking: parseBooking(booking),
      caused: toCausedBooking(booking, history, now),
      serviceName: names.get(booking.serviceId) ?? '',
    },
  ])
  return {
    ...rest,
    ...(readAt !== null && { readAt }),
    professional: parseProfessional(professional),
    owner: toReader(owner),
    ...(reader && { reader: toReader(reader) }),
    bookings: new Map(bookings),
  }
}
