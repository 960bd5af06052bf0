-- What happened to accounts, until it is published: the outbox of topic `account-changes`, beside that of calendars. A row of an
-- account stands for all that happened to it: whoever is told reads the present state.
create table unpublished_accounts (
  uid text primary key,
  -- The version that the last save made; a mark of an earlier one leaves the row.
  version bigint not null,
  at timestamptz not null,
  leased_until timestamptz
) with (fillfactor = 70);
create index unpublished_accounts_by_age on unpublished_accounts (at);

-- When the account last said what it is. Unset, others brought its row: what it does not say, its token does.
alter table accounts add column told_at timestamptz;
update accounts set told_at = updated_at where updated_at > created_at;

-- Whether the app's document of a message says that it was read.
alter table notifications add column read_shown boolean not null default false;
create index notifications_to_show_read on notifications (uid) where read_at is not null and not read_shown;
