comment on column time_off.during is 'of whole days: how they lay by the rules of their zone when they were saved; their dates say when they are';
