-- Calendars: professionals, what they offer, when, and what is taken. Every key leads with professional_id.
create extension if not exists btree_gist;

-- One row a professional: the revision that every save compares and moves.
create table calendars (
  professional_id uuid primary key,
  revision bigint not null check (revision >= 0)
) with (fillfactor = 70);

create table professionals (
  professional_id uuid primary key references calendars,
  owner_uid text not null constraint professionals_owner unique,
  name text not null,
  headline text,
  about text,
  photo_url text,
  location jsonb,
  online boolean,
  specialties text[] not null,
  time_zone text not null,
  active boolean not null,
  policy jsonb not null
);

create table services (
  professional_id uuid not null references calendars,
  service_id uuid not null constraint services_id unique,
  name text not null,
  description text,
  duration_minutes integer not null check (duration_minutes between 5 and 1440),
  buffer_before_minutes integer not null check (buffer_before_minutes between 0 and 480),
  buffer_after_minutes integer not null check (buffer_after_minutes between 0 and 480),
  capacity integer not null check (capacity between 1 and 500),
  hours jsonb,
  slot_step_minutes integer,
  min_notice_minutes integer,
  horizon_days integer,
  approval text not null check (approval in ('automatic', 'manual')),
  price jsonb,
  active boolean not null,
  created_at timestamptz not null,
  primary key (professional_id, service_id)
);

-- The weekly hours in force from a date until the next rule's.
create table weekly_rules (
  professional_id uuid not null references calendars,
  effective_from date not null,
  hours jsonb not null,
  primary key (professional_id, effective_from)
);

-- What replaces the weekly hours of one date; an empty list closes it.
create table date_hours (
  professional_id uuid not null references calendars,
  date date not null,
  intervals jsonb not null,
  primary key (professional_id, date)
);

create table time_off (
  professional_id uuid not null references calendars,
  time_off_id uuid not null,
  during tstzrange not null check (not isempty(during)),
  start_date date,
  end_date date,
  note text,
  primary key (professional_id, time_off_id)
);

-- Busy time that another calendar reports, replaced source by source.
create table external_busy (
  professional_id uuid not null references calendars,
  source text not null,
  during tstzrange not null check (not isempty(during)),
  primary key (professional_id, source, during)
);

create table activities (
  professional_id uuid primary key references calendars,
  state text not null check (state in ('available', 'busy', 'away')),
  since timestamptz not null,
  until timestamptz,
  message text
);

-- A block of taken time. No two active ones of a professional overlap in what they occupy: the certain answer.
create table appointments (
  professional_id uuid not null references calendars,
  appointment_id uuid not null,
  service_id uuid not null,
  during tstzrange not null check (not isempty(during)),
  occupies tstzrange not null,
  capacity integer not null check (capacity between 1 and 500),
  seats_taken integer not null,
  state text not null check (state in ('active', 'gone')),
  expected_start timestamptz,
  expected_end timestamptz,
  ended_at timestamptz,
  primary key (professional_id, appointment_id),
  constraint appointments_seats check (seats_taken between 0 and capacity),
  constraint appointments_apart
    exclude using gist (professional_id with =, occupies with &&) where (state = 'active')
);
create index appointments_by_start on appointments (professional_id, lower(during)) where state = 'active';

-- A client's claim to seats of one appointment; start_at and end_at repeat the appointment's for the lists.
create table bookings (
  professional_id uuid not null,
  booking_id uuid not null constraint bookings_id unique,
  appointment_id uuid not null,
  service_id uuid not null,
  status text not null check (status in ('held', 'pending', 'confirmed', 'in-progress', 'completed', 'no-show',
    'cancelled', 'declined', 'expired')),
  start_at timestamptz not null,
  end_at timestamptz not null,
  seats integer not null check (seats between 1 and 500),
  version integer not null default 1,
  client_uid text,
  client_name text not null,
  client_email text,
  client_phone text,
  client_time_zone text,
  note text,
  price jsonb,
  hold_expires_at timestamptz,
  cancelled_by text check (cancelled_by in ('client', 'professional', 'admin', 'system')),
  cancel_reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (professional_id, booking_id),
  foreign key (professional_id, appointment_id) references appointments
);
create index bookings_by_appointment on bookings (professional_id, appointment_id);
create index bookings_by_start on bookings (professional_id, start_at, booking_id);
create index bookings_by_client on bookings (client_uid, start_at, booking_id) where client_uid is not null;
