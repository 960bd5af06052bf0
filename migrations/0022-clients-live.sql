-- What is counted of a client is read past the holds that came to nothing, however many there are.
create index bookings_live_of_client on bookings (client_uid, status, start_at)
  where client_uid is not null and status in ('pending', 'confirmed', 'in-progress', 'completed', 'no-show');

-- A hold that was given up within its second kept nothing.
drop index bookings_by_held;
create index bookings_by_held on bookings (client_uid, held_until) where held_until > created_at;
