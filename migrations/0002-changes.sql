-- What happened to calendars: history and audit log, append-only and without personal data, and the outbox beside it.
create table changes (
  professional_id uuid not null,
  revision bigint not null,
  change_id uuid not null,
  type text not null,
  at timestamptz not null,
  by_kind text not null check (by_kind in ('client', 'professional', 'admin', 'system')),
  dates text[],
  booking_id uuid,
  appointment_id uuid,
  service_id uuid,
  override text[],
  primary key (professional_id, revision)
);
comment on column changes.dates is 'local dates whose availability may differ; null: any may';
create index changes_by_booking on changes (booking_id, revision) where booking_id is not null;

-- A row here is a change that is not known to be published; deleting it is the mark.
create table unpublished (
  professional_id uuid not null,
  revision bigint not null,
  at timestamptz not null,
  leased_until timestamptz,
  primary key (professional_id, revision)
);
create index unpublished_by_age on unpublished (at);
