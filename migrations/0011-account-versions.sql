-- What is counted of an account over several calendars (open holds, upcoming bookings) holds exactly: whoever adds to it
-- compares the version that was loaded with the counts, and moves it.
alter table accounts add column version bigint not null default 0;
comment on column accounts.version is 'moves with every save that adds to what is counted of the account, or changes it';
-- Versions move often: room beside a row keeps its updates from touching the index.
alter table accounts set (fillfactor = 70);
