-- What searches compare: names, headlines and specialties as the application folds them (shared/contract/fold.ts), since no
-- function of Postgres is sure to fold as it does. Null until it was folded; a search then compares without case alone.
alter table professionals add column folded text;
comment on column professionals.folded is 'name, headline and specialties, folded, a line each';
alter table professionals add column specialty_keys text[];
comment on column professionals.specialty_keys is 'the specialties, folded';
alter table services add column folded text;
comment on column services.folded is 'the name, folded';
