-- Where things are that are known without their professional: the calendar of a booking, of a service, of an owner. On one Postgres an
-- index of theirs says so, and this table is empty; where Postgres is distributed no index reaches over all shards, each save
-- writes here what it makes, and this primary key is what keeps an owner's calendar their only one.
-- See docs/guides/past-one-primary.md.
create table places (
  kind text not null check (kind in ('booking', 'service', 'owner')),
  key text not null,
  professional_id uuid not null,
  constraint places_pkey primary key (kind, key)
);

-- What was told of a delay is found by its calendar too: a distributed Postgres keeps a key only where the calendar is in it.
create unique index told_delays_of_calendar on told_delays (professional_id, booking_id);

-- A client's bookings, wherever they are: on one Postgres an index says so, and this table is empty too.
create table client_bookings (
  client_uid text not null,
  booking_id uuid not null,
  professional_id uuid not null,
  start_at timestamptz not null,
  status text not null,
  hold_expires_at timestamptz,
  constraint client_bookings_pkey primary key (client_uid, booking_id)
);
create index client_bookings_by_start on client_bookings (client_uid, status, start_at);
create index client_bookings_of_booking on client_bookings (booking_id);
