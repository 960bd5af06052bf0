-- How a professional can be reached, as they want everybody to know: {phone?, email?}.
alter table professionals add column contact jsonb;
