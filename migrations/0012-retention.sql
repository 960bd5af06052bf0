-- How far the job that deletes what is kept no longer has come, kind by kind, on its walk over all calendars.
create table retention_passes (
  kind text primary key,
  after uuid,
  reached timestamptz not null,
  before timestamptz not null,
  at timestamptz not null
);
comment on column retention_passes.after is 'the last calendar that was done; null: the walk is whole';
comment on column retention_passes.reached is 'what is older went in whole walks before';
