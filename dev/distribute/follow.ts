// Keeps `places` and `client_bookings` true while rows are still written: triggers that fire for what is replicated, too. They are
// there from the filling ahead to the cut alone, and no migration knows them.
import type pg from 'pg'

/** The worker that applies what is replicated looks for names in no schema, so each function says where its own are. */
const FUNCTION = 'returns trigger language plpgsql set search_path from current as'

/* Their arguments: the kind of the place, and the column that is its key. Rows keep both for as long as they are. */
const FOLLOW_PLACE = `create or replace function follow_place() ${FUNCTION} $$
  begin
    if tg_op = 'DELETE' then
      delete from places where kind = tg_argv[0] and key = to_jsonb(old) ->> tg_argv[1];
    else
      insert into places (kind, key, professional_id) values (tg_argv[0], to_jsonb(new) ->> tg_argv[1], new.professional_id)
        on conflict (kind, key) do nothing;
    end if;
    return null;
  end $$`

const FOLLOW_CLIENT = `create or replace function follow_client() ${FUNCTION} $$
  begin
    if tg_op <> 'INSERT' then
      delete from client_bookings where booking_id = old.booking_id and (tg_op = 'DELETE' or client_uid is distinct from new.client_uid);
    end if;
    if tg_op <> 'DELETE' and new.client_uid is not null then
      insert into client_bookings (client_uid, booking_id, professional_id, start_at, status, hold_expires_at)
        values (new.client_uid, new.booking_id, new.professional_id, new.start_at, new.status, new.hold_expires_at)
        on conflict (client_uid, booking_id) do update
          set start_at = excluded.start_at, status = excluded.status, hold_expires_at = excluded.hold_expires_at;
    end if;
    return null;
  end $$`

interface Trigger {
  readonly name: string
  readonly table: string
  readonly call: string
}

const place = (kind: string, table: string, column: string): Trigger => ({
  name: 'follow_place',
  table,
  call: `follow_place('${kind}', '${column}')`,
})

/* On an update too: a row that is just being written is not filled by anybody else. */
const TRIGGERS: readonly Trigger[] = [
  place('owner', 'professionals', 'owner_uid'),
  place('service', 'services', 'service_id'),
  place('booking', 'bookings', 'booking_id'),
  {
    name: 'follow_client',
    table: 'bookings',
    call: 'follow_client()',
  },
]

/**
 * From here on whatever is written of bookings, services and professionals is written of what leads to them. Safe to be sent again.
 * Each trigger is a transaction of its own: it waits for those that write its table, and holds no other one meanwhile.
 */
export async function follow(client: pg.ClientBase): Promise<void> {
  await client.query(FOLLOW_PLACE)
  await client.query(FOLLOW_CLIENT)
  for (const { name, table, call } of TRIGGERS) {
    await client.query('begin')
    await client.query(
      `create or replace trigger ${name} after insert or update or delete on ${table} for each row execute function ${call}`,
    )
    // Else it would not fire for what is replicated.
    await client.query(`alter table ${table} enable always trigger ${name}`)
    await client.query('commit')
  }
}

/** Whether it is so of every table. */
export async function isFollowed(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ n: number }>(
    `select count(*)::int as n from pg_trigger where tgname = any ($1) and tgenabled = 'A'
      and tgrelid = any ($2::regclass[])`,
    [TRIGGERS.map(({ name }) => name), TRIGGERS.map(({ table }) => table)],
  )
  return rows[0]?.n === TRIGGERS.length
}

/** Ends it. */
export async function unfollow(client: pg.ClientBase): Promise<void> {
  await client.query('drop function if exists follow_place() cascade')
  await client.query('drop function if exists follow_client() cascade')
}
