-- What people are told. One message a person and save; how each channel of it fares; when reminders are due.

-- What a change was about beyond its type, and where a booking was before it moved: who is told needs both.
alter table changes add column subject text;
alter table changes add column before tstzrange;

create table notifications (
  notification_id uuid primary key,
  -- That of the save, or of the reminder.
  cause_id uuid not null,
  professional_id uuid not null,
  -- `account:UID`, or `guest:` and a digest of the address.
  recipient text not null,
  uid text,
  role text not null check (role in ('client', 'guest', 'owner')),
  -- The type of the change that weighs most.
  type text not null,
  -- What it tells of: [{happening, revision, bookingId, start, before}]; texts are made when it is sent.
  items jsonb not null,
  decided_at timestamptz not null,
  read_at timestamptz,
  unique (cause_id, recipient),
  check ((uid is null) = (role = 'guest'))
);
create index notifications_by_account on notifications (uid, decided_at desc) where uid is not null;
create index notifications_unread on notifications (uid) where uid is not null and read_at is null;
create index notifications_by_age on notifications (decided_at);

create table deliveries (
  notification_id uuid not null references notifications on delete cascade,
  channel text not null check (channel in ('in-app', 'push', 'mail')),
  -- The device of a push; of other channels there is one.
  target text not null default '',
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'dropped', 'failed')),
  attempts integer not null default 0,
  due_at timestamptz not null,
  leased_until timestamptz,
  ended_at timestamptz,
  -- The other side's word, or why it was dropped; no address.
  answer text,
  primary key (notification_id, channel, target)
) with (fillfactor = 70);
create index deliveries_by_due on deliveries (due_at) where state = 'waiting';

-- The expected start that the people of a booking were last told of: a delay is told again only when it moves.
create table told_delays (
  professional_id uuid not null,
  booking_id uuid primary key,
  expected_start timestamptz not null,
  foreign key (professional_id, booking_id) references bookings on delete cascade
);

create table reminders (
  professional_id uuid not null,
  booking_id uuid not null,
  due_at timestamptz not null,
  -- The message's cause, so that a repetition tells nobody twice.
  reminder_id uuid not null,
  leased_until timestamptz,
  primary key (booking_id, due_at),
  foreign key (professional_id, booking_id) references bookings on delete cascade
);
create index reminders_by_due on reminders (due_at);

create table devices (
  device_id uuid primary key,
  uid text not null references accounts,
  token text not null unique,
  platform text not null check (platform in ('ios', 'android', 'web')),
  locale text,
  created_at timestamptz not null
);
create index devices_by_account on devices (uid, created_at);

-- Guests' addresses that want no mail, as digests: who unsubscribed is not kept.
create table suppressed_addresses (
  address_digest text primary key,
  at timestamptz not null
);

-- The different addresses to which an owner's bookings sent mail on a day: this is no relay for strangers.
create table guest_addresses (
  owner_uid text not null,
  date date not null,
  address_digest text not null,
  primary key (owner_uid, date, address_digest)
);
create index guest_addresses_by_age on guest_addresses (date);
