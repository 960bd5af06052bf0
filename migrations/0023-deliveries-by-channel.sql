-- Deliveries are worked off channel by channel, so that one that hangs holds up no other.
create index deliveries_by_channel on deliveries (channel, due_at) where state = 'waiting';
