-- When this database was restored from a backup: what happened, or was due, before then is told to nobody any more, since it may have been told.
create table restores (at timestamptz primary key);
