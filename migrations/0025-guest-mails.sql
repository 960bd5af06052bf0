-- How many mails an address got in an owner's name that day: one who cannot book it alone must not be written to without end.
alter table guest_addresses add column mails int not null default 1;
