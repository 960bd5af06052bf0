// What leads to calendars where Postgres is distributed, and the rows that it is made of.

/** A table's rows that are led to. */
export interface Filled {
  readonly what: string
  readonly from: string
  /** Of the table, in the order of its rows. */
  readonly key: readonly string[]
  readonly which: string
  /** What is filled with its rows, up to `from`. */
  readonly insert: string
  readonly onConflict: string
  /** Finds what leads to a row of the table, if it is there as it should be. */
  readonly isThere: string
  /** Deletes what leads to no row. */
  readonly stale: string
}

/** The place of each row, by one of its columns. */
const places = (kind: string, from: string, column: string) => ({
  from,
  which: 'true',
  insert: `insert into places (kind, key, professional_id) select '${kind}', ${column}::text, professional_id`,
  onConflict: 'on conflict (kind, key) do nothing',
  isThere: `select from places p where p.kind = '${kind}' and p.key = ${from}.${column}::text`,
  stale: `delete from places p where kind = '${kind}' and not exists (select from ${from} f where f.${column}::text = p.key)`,
})

/** One after another. */
export const FILLED: readonly Filled[] = [
  {
    what: 'owners',
    key: ['professional_id'],
    ...places('owner', 'professionals', 'owner_uid'),
  },
  {
    what: 'services',
    key: ['professional_id', 'service_id'],
    ...places('service', 'services', 'service_id'),
  },
  {
    what: 'bookings',
    key: ['professional_id', 'booking_id'],
    ...places('booking', 'bookings', 'booking_id'),
  },
  {
    what: 'bookings of clients',
    from: 'bookings',
    key: ['professional_id', 'booking_id'],
    which: 'client_uid is not null',
    insert: `insert into client_bookings (client_uid, booking_id, professional_id, start_at, status, hold_expires_at)
      select client_uid, booking_id, professional_id, start_at, status, hold_expires_at`,
    onConflict: `on conflict (client_uid, booking_id) do update
      set start_at = excluded.start_at, status = excluded.status, hold_expires_at = excluded.hold_expires_at
      where (client_bookings.start_at, client_bookings.status, client_bookings.hold_expires_at)
        is distinct from (excluded.start_at, excluded.status, excluded.hold_expires_at)`,
    isThere: `select from client_bookings c where c.client_uid = bookings.client_uid and c.booking_id = bookings.booking_id
      and (c.start_at, c.status, c.hold_expires_at) is not distinct from (bookings.start_at, bookings.status, bookings.hold_expires_at)`,
    stale: `delete from client_bookings c where not exists (select from bookings b
      where b.professional_id = c.professional_id and b.booking_id = c.booking_id and b.client_uid = c.client_uid)`,
  },
]
