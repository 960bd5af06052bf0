// After a restore from a backup (docs/guides/restore.md): the mirror is newer than the database then, and refuses it; the same
// revisions would come a second time with other content. So every calendar moves on, by more than was lost, and says that
// all of it may have changed; the relay publishes that, and the fan-out writes the mirror anew. What was waiting to be told is
// told to nobody: in what was lost it may have been.
import type pg from 'pg'

/** More changes than any calendar makes between a backup and its restore. */
const AHEAD = 1_000_000

/** What became of what was restored. */
export interface MovedOn {
  readonly calendars: number
  /** Deliveries and reminders that were due, and are closed unsent. */
  readonly deliveries: number
  readonly reminders: number
}

/**
 * Moves every calendar on and closes what was due by now, in one statement. Once too often does no harm, as long as nothing
 * serves.
 */
export const moveOn = async (client: pg.ClientBase, now = new Date()): Promise<MovedOn> => {
  const { rows } = await client.query<MovedOn>(
    `with moved as (
      update calendars set revision = revision + $1 returning professional_id, revision
    ), told as (
      insert into changes (professional_id, revision, change_id, type, at, by_kind)
      select professional_id, revision, gen_random_uuid(), 'professional.changed', $2::timestamptz, 'system' from moved
      returning professional_id, revision
    ), published as (
      insert into unpublished (professional_id, revision, at)
      select professional_id, revision, $2::timestamptz - interval '1 minute' from told
    ), restored as (
      insert into restores (at) values ($2::timestamptz) on conflict do nothing
    ), closed as (
      update deliveries set state = 'dropped', answer = 'closed at a restore: it may have been sent', ended_at = $2::timestamptz, leased_until = null
      where state = 'waiting' and due_at <= $2::timestamptz returning 1
    ), reminded as (
      delete from reminders where due_at <= $2::timestamptz returning 1
    )
    select (select count(*)::int from moved) as calendars, (select count(*)::int from closed) as deliveries,
      (select count(*)::int from reminded) as reminders`,
    [AHEAD, now],
  )
  return rows[0] ?? { calendars: 0, deliveries: 0, reminders: 0 }
}
