// What an account has beside what it says of itself, as columns of the statement that loads it.
import type { AccountUid } from '../../contract/values/ids.ts'
import { type RawBuilder, sql } from 'kysely'
import type { HeldDevice, HeldNotification, HeldWanted } from '../../accounts/held.ts'
import { NOTIFICATION_DAYS } from '../../contract/notification.ts'
import { DAY, type Instant } from '../../time/instant.ts'
import { int8, json } from '../connection/raw-statement.ts'
import { millis, timestamp } from '../rows/instants.ts'

/** What {@link heldColumns} selects, as a raw statement declares it. */
export const HELD = {
  devices: json<readonly HeldDevice[]>(),
  notifications: json<readonly HeldNotification[]>(),
  unread: int8,
}

/** Its devices as JSON, the first registered first. */
const devicesOf = (
  uid: AccountUid,
): RawBuilder<unknown> => sql`coalesce((select json_agg(json_build_object(
    'deviceId', device_id, 'token', token, 'platform', platform, 'locale', locale,
    'createdAt', ${millis(sql`created_at`)}) order by created_at, device_id) from devices where uid = ${uid}), '[]')`

/** What an account has, as columns; what is not wanted costs nothing. */
export function heldColumns(
  uid: AccountUid,
  { devices = false, notificationIds, unread = false }: HeldWanted,
  now: Instant,
): RawBuilder<unknown> {
  const named = notificationIds
    ? sql`coalesce((select json_agg(json_build_object('notificationId', notification_id, 'isRead', read_at is not null))
        from unnest(${notificationIds}::uuid[]) as named(id)
          cross join lateral (select notification_id, read_at, uid from notifications
            where notification_id = named.id limit 1) n
        where uid = ${uid}), '[]')`
    : sql`'[]'::json`
  const count = unread
    ? sql`(select count(*) from notifications where uid = ${uid} and read_at is null
        and decided_at > ${timestamp(now - NOTIFICATION_DAYS * DAY)})`
    : sql`0::bigint`
  return sql`${devices ? devicesOf(uid) : sql`'[]'::json`} as devices, ${named} as notifications, ${count} as unread`
}
