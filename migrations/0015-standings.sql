-- A hold has an end, and so has what keeps a professional from their work. `not valid`: all that is written from now on is
-- checked, and nobody waits while everything that was ever booked is read. What was without an end is over.
update bookings set hold_expires_at = created_at where status = 'held' and hold_expires_at is null;
alter table bookings add constraint bookings_hold_has_end
  check (status <> 'held' or hold_expires_at is not null) not valid;

update activities set until = since where state <> 'available' and until is null;
alter table activities add constraint activities_absence_has_end
  check (state = 'available' or until is not null) not valid;
