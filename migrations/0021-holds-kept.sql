-- Until when a hold kept its seats, from created_at on: for so long an account may not hold on to one calendar for ever.
alter table bookings add column held_until timestamptz;
comment on column bookings.held_until is 'of a hold: its end, or when it was given up or became a booking; null: it never was one';
update bookings set held_until = hold_expires_at where status = 'held';
create index bookings_by_held on bookings (client_uid, held_until) where held_until is not null;
