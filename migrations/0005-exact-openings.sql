-- How long an opening stays exact if nothing changes: the start passes its notice, or a new day opens. Until a fan-out has
-- written it anew, an opening is none to rely on.
alter table openings add column exact_until timestamptz not null default '-infinity';
comment on column openings.exact_until is 'before this instant time alone does not change next_free_at';
