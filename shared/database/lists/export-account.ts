// Everything that is held about an account, list by list: each in the order of its key, so that it can be told in pages.
import { type Kysely, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { WallInterval } from '../../contract/values/values.ts'
import type { StoredAccount } from '../../projection/account-answer.ts'
import type { ExternalBusy, WeeklyRule } from '../../scheduling/model/calendar.ts'
import type { DateText } from '../../time/date.ts'
import type { Instant } from '../../time/instant.ts'
import type { Database } from '../connection/connection.ts'
import { millis, timestamp } from '../rows/instants.ts'

/** Where a page of a list ended, and how much of it is wanted. */
interface Page<P> {
  readonly after: P | undefined
  readonly limit: number
}

/** An account's own row, with when it was made and changed. */
export type HeldAccount = Omit<StoredAccount, 'isTold'> & {
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

/** What an account told of itself; undefined where it has sent no command. */
export function findHeldAccount(
  db: Kysely<Database>,
  uid: string,
): Promise<HeldAccount | undefined> {
  return db
    .selectFrom('accounts')
    .where('uid', '=', uid)
    .select(['name', 'email', 'phone', 'time_zone as timeZone', 'locale', 'push', 'mail'])
    .select((eb) => [
      'reminder_minutes as reminderMinutes',
      millis(eb.ref('created_at')).as('createdAt'),
      millis(eb.ref('updated_at')).as('updatedAt'),
    ])
    .executeTakeFirst()
}

/** The devices of an account; a command keeps them few. */
export function listHeldDevices(db: Kysely<Database>, uid: string, limit: number) {
  return db
    .selectFrom('devices')
    .where('uid', '=', uid)
    .select(['device_id as deviceId', 'token', 'platform', 'locale'])
    .select((eb) => millis(eb.ref('created_at')).as('createdAt'))
    .orderBy('created_at')
    .limit(limit)
    .execute()
}

interface Item {
  readonly bookingId?: string
}

/** What an account was told, the oldest first, with how it was told. */
export async function listHeldNotifications(
  db: Kysely<Database>,
  uid: string,
  { after, limit }: Page<{ readonly decidedAt: Instant; readonly notificationId: string }>,
) {
  const rows = await db
    .selectFrom('notifications as n')
    .where('n.uid', '=', uid)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(n.decided_at, n.notification_id)
          > (${timestamp(after?.decidedAt ?? 0)}, ${after?.notificationId}::uuid)`,
      ),
    )
    .select(['n.notification_id as notificationId', 'n.professional_id as professionalId'])
    .select(['n.type', 'n.items'])
    .select((eb) => [
      millis(eb.ref('n.decided_at')).as('decidedAt'),
      millis(eb.ref('n.read_at')).$castTo<Instant | null>().as('readAt'),
      jsonArrayFrom(
        eb
          .selectFrom('deliveries as d')
          .whereRef('d.notification_id', '=', 'n.notification_id')
          .select((delivery) => [
            'd.channel',
            'd.state',
            millis(delivery.ref('d.ended_at')).$castTo<Instant | null>().as('endedAt'),
          ])
          .orderBy('d.channel')
          .orderBy('d.target'),
      ).as('deliveries'),
    ])
    .orderBy('n.decided_at')
    .orderBy('n.notification_id')
    .limit(limit)
    .execute()
  return rows.map(({ items, ...row }) => {
    // Only the save of messages writes them.
    const told = items as unknown as readonly Item[]
    return { ...row, bookingIds: [...new Set(told.flatMap(({ bookingId }) => bookingId ?? []))] }
  })
}

/** The weekly hours of a calendar, by the date from which they are in force. */
export async function listHeldHours(
  db: Kysely<Database>,
  professionalId: string,
  limit: number,
): Promise<readonly WeeklyRule[]> {
  const rows = await db
    .selectFrom('weekly_rules')
    .where('professional_id', '=', professionalId)
    .select([sql<DateText>`effective_from::text`.as('effectiveFrom'), 'hours'])
    .orderBy('effective_from')
    .limit(limit)
    .execute()
  // Only the save of schedules writes them.
  return rows as unknown as readonly WeeklyRule[]
}

/** The dates with hours of their own. */
export async function listHeldDates(
  db: Kysely<Database>,
  professionalId: string,
  { after, limit }: Page<DateText>,
) {
  const rows = await db
    .selectFrom('date_hours')
    .where('professional_id', '=', professionalId)
    .$if(after !== undefined, (query) => query.where('date', '>', sql<string>`${after}::date`))
    .select([sql<DateText>`date::text`.as('date'), 'intervals'])
    .orderBy('date')
    .limit(limit)
    .execute()
  return rows.map(({ date, intervals }) => ({
    date,
    intervals: intervals as unknown as readonly WallInterval[],
  }))
}

/** Time off, by its id, and so by when it was taken. */
export function listHeldTimeOff(
  db: Kysely<Database>,
  professionalId: string,
  { after, limit }: Page<string>,
) {
  return db
    .selectFrom('time_off')
    .where('professional_id', '=', professionalId)
    .$if(after !== undefined, (query) => query.where('time_off_id', '>', after ?? ''))
    .select(['time_off_id as timeOffId', 'note'])
    .select([
      millis(sql`lower(during)`).as('start'),
      millis(sql`upper(during)`).as('end'),
      sql<DateText | null>`start_date::text`.as('startDate'),
      sql<DateText | null>`end_date::text`.as('endDate'),
    ])
    .orderBy('time_off_id')
    .limit(limit)
    .execute()
}

/** What other calendars had, by its source. */
export function listHeldBusy(
  db: Kysely<Database>,
  professionalId: string,
  { after, limit }: Page<ExternalBusy>,
): Promise<readonly ExternalBusy[]> {
  return db
    .selectFrom('external_busy')
    .where('professional_id', '=', professionalId)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(source, during) > (${after?.source},
          tstzrange(${timestamp(after?.start ?? 0)}, ${timestamp(after?.end ?? 0)}))`,
      ),
    )
    .select(['source'])
    .select([millis(sql`lower(during)`).as('start'), millis(sql`upper(during)`).as('end')])
    .orderBy('source')
    .orderBy('during')
    .limit(limit)
    .execute()
}

/** What a professional says to be doing, and the revision of their calendar. */
export async function findHeldActivity(db: Kysely<Database>, professionalId: string) {
  return db
    .selectFrom('calendars as c')
    .leftJoin('activities as a', 'a.professional_id', 'c.professional_id')
    .where('c.professional_id', '=', professionalId)
    .select(['c.revision', 'a.state', 'a.message'])
    .select((eb) => millis(eb.ref('a.until')).$castTo<Instant | null>().as('until'))
    .executeTakeFirst()
}
