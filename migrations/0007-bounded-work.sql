-- Indexes by which lists and jobs read what they show or claim, and no more, however much there is.

-- A page of a professional's bookings in one status, and the open ones, whose index this replaces.
create index bookings_by_status on bookings (professional_id, status, start_at, booking_id);
drop index bookings_by_open;

-- What no relay holds, oldest first, apart from what one does: a backlog is claimed without reading past the leases.
create index unpublished_waiting on unpublished (at) where leased_until is null;
create index unpublished_leased on unpublished (leased_until) where leased_until is not null;
drop index unpublished_by_age;

-- When documents were last compared with the truth stands with the calendar, so that a new one is found by an index too. The
-- table reconciliations is the version before's alone.
alter table calendars add column reconciled_at timestamptz not null default '-infinity';
create index calendars_by_reconciled on calendars (reconciled_at);

-- Served no statement.
drop index openings_by_next_free;
