-- What caused a change: all changes of one save have one cause. Null in changes that are older; each is its own cause.
alter table changes add column cause_id uuid;
