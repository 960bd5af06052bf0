-- Whom a professional takes no bookings from: an account, or whoever is known by an address or a number.
create table blocks (
  professional_id uuid not null references calendars,
  kind text not null check (kind in ('client', 'email', 'phone')),
  key text not null,
  name text,
  note text,
  created_at timestamptz not null,
  primary key (professional_id, kind, key)
);
comment on column blocks.key is 'a uid; an address or a number as shared/contract/values/contact.ts writes it';
-- Whoever is erased goes from all of them.
create index blocks_by_key on blocks (kind, key);
