-- What `npm run distribute` makes of migrations/schema.sql, written by `npm run schema`. Not edited and not run: it has what stands
-- otherwise there, and by which key tables are distributed.

create table bookings (
-   constraint bookings_id UNIQUE (booking_id)

create table professionals (
-   constraint professionals_owner UNIQUE (owner_uid)

create table reminders (
-   constraint reminders_pkey PRIMARY KEY (booking_id, due_at)
+ CREATE UNIQUE INDEX reminders_of_calendar ON public.reminders USING btree (professional_id, booking_id, due_at);

create table services (
-   constraint services_id UNIQUE (service_id)

create table told_delays (
-   constraint told_delays_pkey PRIMARY KEY (booking_id)

create function save_booking_v1(
+ alter function save_booking_v1 set lock_timeout=6s;

create function save_decision_v1(
+ alter function save_decision_v1 set lock_timeout=6s;

-- restores: whole on every node
-- calendars: by professional_id
-- professionals: by professional_id, beside calendars
-- services: by professional_id, beside calendars
-- weekly_rules: by professional_id, beside calendars
-- date_hours: by professional_id, beside calendars
-- time_off: by professional_id, beside calendars
-- external_busy: by professional_id, beside calendars
-- activities: by professional_id, beside calendars
-- blocks: by professional_id, beside calendars
-- openings: by professional_id, beside calendars
-- outdated_openings: by professional_id, beside calendars
-- reconciliations: by professional_id, beside calendars
-- appointments: by professional_id, beside calendars
-- bookings: by professional_id, beside calendars
-- changes: by professional_id, beside calendars
-- unpublished: by professional_id, beside calendars
-- reminders: by professional_id, beside calendars
-- told_delays: by professional_id, beside calendars
-- places: whole on the coordinator, known to all nodes
-- client_bookings: whole on the coordinator, known to all nodes
-- save_booking_v1(): by p_professional_id, beside calendars, at its shard alone
-- save_decision_v1(): by p_professional_id, beside calendars, at its shard alone
