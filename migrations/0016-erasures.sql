-- Accounts that are being erased: a row each, with the step that comes next; a while longer, so that no old token brings one back.
create table erasures (
  uid text primary key,
  at timestamptz not null,
  step text not null default 'tell'
    check (step in ('tell', 'bookings', 'account', 'sweep', 'documents', 'sign-in', 'done')),
  -- The calendars whose documents name the account, with the revision that they must have reached.
  calendars jsonb not null default '{}',
  -- Since when that step is the next.
  since timestamptz not null,
  -- The last message about an owner's calendar that was taken their name out of.
  told_after uuid,
  due_at timestamptz not null,
  leased_until timestamptz,
  done_at timestamptz
);
create index erasures_by_due on erasures (due_at) where done_at is null;
create index erasures_by_age on erasures (done_at) where done_at is not null;

-- Whose owner is erased: nothing of it is shown any more.
alter table professionals add column erased boolean not null default false;

create index notifications_about_professional on notifications (professional_id, notification_id);
create index bookings_by_former_holder on bookings (holder_uid) where holder_uid is not null;
