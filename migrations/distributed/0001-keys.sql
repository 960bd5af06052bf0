-- Before a database is cut by professional, after all migrations, by `npm run distribute`: each statement is sent by itself, and may be sent
-- again. See docs/guides/past-one-primary.md.

-- A shard keeps a key only where the professional is in it: an owner is kept apart by their place, ids by being made at random.
alter table professionals drop constraint if exists professionals_owner;
alter table services drop constraint if exists services_id;
alter table bookings drop constraint if exists bookings_id;
alter table reminders drop constraint if exists reminders_pkey;
create unique index if not exists reminders_of_calendar on reminders (professional_id, booking_id, due_at);
alter table told_delays drop constraint if exists told_delays_pkey;
