-- When a professional's documents were last compared with the truth, day by day.
create table reconciliations (
  professional_id uuid primary key references calendars,
  at timestamptz not null
);
create index reconciliations_by_age on reconciliations (at);
