-- The life of messages is looked up by the booking they are about, in its professional's calendar, or by age.
create index notifications_by_professional on notifications (professional_id, decided_at desc);
