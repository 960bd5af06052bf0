-- Accounts: what a signed-in person told about themselves, their idempotency keys and how many commands they sent.
create table accounts (
  uid text primary key,
  name text,
  email text,
  phone text,
  time_zone text,
  locale text,
  push boolean not null default true,
  mail boolean not null default true,
  reminder_minutes integer[] not null default '{1440,60}',
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- The first answer to a command, for its twins. Written by the statement that commits the command.
create table idempotency_keys (
  account text not null,
  function text not null,
  key text not null,
  body_hash text not null,
  answer json not null,
  created_at timestamptz not null,
  primary key (account, function, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- Commands of the present minute. Lost in a crash, which forgives at most one minute: no need to log it.
create unlogged table command_rates (
  account text primary key,
  minute timestamptz not null,
  commands integer not null
) with (fillfactor = 50);
