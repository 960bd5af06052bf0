-- How many bookings of a service one client may have; the policy's own limits are in its JSON.
alter table services add column per_client jsonb;
comment on column services.per_client is 'counts this service alone; null: no limit';

-- A guest's bookings by what they are known by, for whoever's token vouches for it: looked up by the part of an address before
-- the @, and by the digits of a number, and compared by the application (shared/contract/values/contact.ts).
create index bookings_of_guests_by_email on bookings (professional_id, lower(split_part(client_email, '@', 1)), start_at)
  where client_uid is null and client_email is not null;
create index bookings_of_guests_by_phone on bookings (professional_id, regexp_replace(client_phone, '[^0-9]', '', 'g'), start_at)
  where client_uid is null and client_phone is not null;
