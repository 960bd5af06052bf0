// After a restore from a backup (docs/guides/restore.md): the mirror is newer than the database then, and refuses it; the same
// revisions would come a second time with other content. So every calendar moves on, by more than was lost, and says that
// all of it may have changed; the relay publishes that, and the fan-out writes the mirror anew.
import type pg from 'pg'

/** More changes than any calendar makes between a backup and its restore. */
const AHEAD = 1_000_000

/** Moves every calendar on, in one statement; returns how many there are. Once too often does no harm. */
export const moveOn = async (client: pg.ClientBase): Promise<number> => {
  const { rowCount } = await client.query(
    `with moved as (
      update calendars set revision = revision + $1 returning professional_id, revision
    ), told as (
      insert into changes (professional_id, revision, change_id, type, at, by_kind)
      select professional_id, revision, gen_random_uuid(), 'professional.changed', now(), 'system' from moved
      returning professional_id, revision
    )
    insert into unpublished (professional_id, revision, at)
    select professional_id, revision, now() - interval '1 minute' from told`,
    [AHEAD],
  )
  return rowCount ?? 0
}
