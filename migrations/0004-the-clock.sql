-- What time alone changes: when a calendar is due, what is expected of its bookings, when its services are next free.

-- No later than the next instant at which time alone changes this calendar; a new one is due at once.
alter table calendars add column due_at timestamptz not null default '-infinity';
create index calendars_by_due on calendars (due_at);

-- When a booking is expected to begin and to end, given all that stands before it; null where it is as agreed.
alter table bookings add column expected_start timestamptz;
alter table bookings add column expected_end timestamptz;
-- Whose hold it was, where it was booked for somebody else.
alter table bookings add column holder_uid text;

-- Bookings that time may still take a step further, and the open holds of an account.
create index bookings_by_open on bookings (professional_id, start_at)
  where status in ('held', 'pending', 'confirmed', 'in-progress');
create index bookings_by_holder on bookings (client_uid) where status = 'held' and client_uid is not null;

-- When each active service is next free as the mirror shows it: the read model of searches over professionals.
create table openings (
  professional_id uuid not null references calendars,
  service_id uuid not null,
  next_free_at timestamptz,
  revision bigint not null,
  primary key (professional_id, service_id)
);
create index openings_by_next_free on openings (next_free_at);
comment on column openings.next_free_at is 'null: nothing is free within the horizon';
