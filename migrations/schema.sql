-- What the migrations make, read from the catalogs by `npm run schema`. Not edited and not run: it shows in a review what a
-- migration changes, and a test compares it with the migrated database.

create extension btree_gist;

create table accounts (
  uid text not null,
  name text,
  email text,
  phone text,
  time_zone text,
  locale text,
  push boolean not null default true,
  mail boolean not null default true,
  reminder_minutes integer[] not null default '{1440,60}'::integer[],
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version bigint not null default 0,
  told_at timestamp with time zone,
  constraint accounts_pkey PRIMARY KEY (uid)
) with (fillfactor=70);
comment on column accounts.version is 'moves with every save that adds to what is counted of the account, or changes it';

create table activities (
  professional_id uuid not null,
  state text not null,
  since timestamp with time zone not null,
  until timestamp with time zone,
  message text,
  constraint activities_pkey PRIMARY KEY (professional_id),
  constraint activities_absence_has_end CHECK (((state = 'available'::text) OR (until IS NOT NULL))) NOT VALID,
  constraint activities_state_check CHECK ((state = ANY (ARRAY['available'::text, 'busy'::text, 'away'::text]))),
  constraint activities_professional_id_fkey FOREIGN KEY (professional_id) REFERENCES calendars(professional_id)
);

create table appointments (
  professional_id uuid not null,
  appointment_id uuid not null,
  service_id uuid not null,
  during tstzrange not null,
  occupies tstzrange not null,
  capacity integer not null,
  seats_taken integer not null,
  state text not null,
  expected_start timestamp with time zone,
  expected_end timestamp with time zone,
  ended_at timestamp with time zone,
  constraint appointments_pkey PRIMARY KEY (professional_id, appointment_id),
  constraint appointments_apart EXCLUDE USING gist (professional_id WITH =, occupies WITH &&) WHERE ((state = 'active'::text)),
  constraint appointments_capacity_check CHECK (((capacity >= 1) AND (capacity <= 500))),
  constraint appointments_during_check CHECK ((NOT isempty(during))),
  constraint appointments_seats CHECK (((seats_taken >= 0) AND (seats_taken <= capacity))),
  constraint appointments_state_check CHECK ((state = ANY (ARRAY['active'::text, 'gone'::text]))),
  constraint appointments_professional_id_fkey FOREIGN KEY (professional_id) REFERENCES calendars(professional_id)
);
CREATE INDEX appointments_by_start ON public.appointments USING btree (professional_id, lower(during)) WHERE (state = 'active'::text);

create table blocks (
  professional_id uuid not null,
  kind text not null,
  key text not null,
  name text,
  note text,
  created_at timestamp with time zone not null,
  constraint blocks_pkey PRIMARY KEY (professional_id, kind, key),
  constraint blocks_kind_check CHECK ((kind = ANY (ARRAY['client'::text, 'email'::text, 'phone'::text]))),
  constraint blocks_professional_id_fkey FOREIGN KEY (professional_id) REFERENCES calendars(professional_id)
);
CREATE INDEX blocks_by_key ON public.blocks USING btree (kind, key);
comment on column blocks.key is 'a uid; an address or a number as shared/contract/values/contact.ts writes it';

create table bookings (
  professional_id uuid not null,
  booking_id uuid not null,
  appointment_id uuid not null,
  service_id uuid not null,
  status text not null,
  start_at timestamp with time zone not null,
  end_at timestamp with time zone not null,
  seats integer not null,
  version integer not null default 1,
  client_uid text,
  client_name text not null,
  client_email text,
  client_phone text,
  client_time_zone text,
  note text,
  price jsonb,
  hold_expires_at timestamp with time zone,
  cancelled_by text,
  cancel_reason text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  expected_start timestamp with time zone,
  expected_end timestamp with time zone,
  holder_uid text,
  held_until timestamp with time zone,
  constraint bookings_pkey PRIMARY KEY (professional_id, booking_id),
  constraint bookings_id UNIQUE (booking_id),
  constraint bookings_cancelled_by_check CHECK ((cancelled_by = ANY (ARRAY['client'::text, 'professional'::text, 'admin'::text, 'system'::text]))),
  constraint bookings_hold_has_end CHECK (((status <> 'held'::text) OR (hold_expires_at IS NOT NULL))) NOT VALID,
  constraint bookings_seats_check CHECK (((seats >= 1) AND (seats <= 500))),
  constraint bookings_status_check CHECK ((status = ANY (ARRAY['held'::text, 'pending'::text, 'confirmed'::text, 'in-progress'::text, 'completed'::text, 'no-show'::text, 'cancelled'::text, 'declined'::text, 'expired'::text]))),
  constraint bookings_professional_id_appointment_id_fkey FOREIGN KEY (professional_id, appointment_id) REFERENCES appointments(professional_id, appointment_id)
);
CREATE INDEX bookings_by_appointment ON public.bookings USING btree (professional_id, appointment_id);
CREATE INDEX bookings_by_client ON public.bookings USING btree (client_uid, start_at, booking_id) WHERE (client_uid IS NOT NULL);
CREATE INDEX bookings_by_former_holder ON public.bookings USING btree (holder_uid) WHERE (holder_uid IS NOT NULL);
CREATE INDEX bookings_by_held ON public.bookings USING btree (client_uid, held_until) WHERE (held_until > created_at);
CREATE INDEX bookings_by_holder ON public.bookings USING btree (client_uid) WHERE ((status = 'held'::text) AND (client_uid IS NOT NULL));
CREATE INDEX bookings_by_start ON public.bookings USING btree (professional_id, start_at, booking_id);
CREATE INDEX bookings_by_status ON public.bookings USING btree (professional_id, status, start_at, booking_id);
CREATE INDEX bookings_live_of_client ON public.bookings USING btree (client_uid, status, start_at) WHERE ((client_uid IS NOT NULL) AND (status = ANY (ARRAY['pending'::text, 'confirmed'::text, 'in-progress'::text, 'completed'::text, 'no-show'::text])));
CREATE INDEX bookings_of_guests_by_email ON public.bookings USING btree (professional_id, lower(split_part(client_email, '@'::text, 1)), start_at) WHERE ((client_uid IS NULL) AND (client_email IS NOT NULL));
CREATE INDEX bookings_of_guests_by_phone ON public.bookings USING btree (professional_id, regexp_replace(client_phone, '[^0-9]'::text, ''::text, 'g'::text), start_at) WHERE ((client_uid IS NULL) AND (client_phone IS NOT NULL));
comment on column bookings.held_until is 'of a hold: its end, or when it was given up or became a booking; null: it never was one';

create table calendars (
  professional_id uuid not null,
  revision bigint not null,
  due_at timestamp with time zone not null default '-infinity'::timestamp with time zone,
  reconciled_at timestamp with time zone not null default '-infinity'::timestamp with time zone,
  constraint calendars_pkey PRIMARY KEY (professional_id),
  constraint calendars_revision_check CHECK ((revision >= 0))
) with (fillfactor=70);
CREATE INDEX calendars_by_due ON public.calendars USING btree (due_at);
CREATE INDEX calendars_by_reconciled ON public.calendars USING btree (reconciled_at);

create table changes (
  professional_id uuid not null,
  revision bigint not null,
  change_id uuid not null,
  type text not null,
  at timestamp with time zone not null,
  by_kind text not null,
  dates text[],
  booking_id uuid,
  appointment_id uuid,
  service_id uuid,
  override text[],
  cause_id uuid,
  subject text,
  before tstzrange,
  constraint changes_pkey PRIMARY KEY (professional_id, revision),
  constraint changes_by_kind_check CHECK ((by_kind = ANY (ARRAY['client'::text, 'professional'::text, 'admin'::text, 'system'::text])))
);
CREATE INDEX changes_by_booking ON public.changes USING btree (booking_id, revision) WHERE (booking_id IS NOT NULL);
comment on column changes.dates is 'local dates whose availability may differ; null: any may';

create table client_bookings (
  client_uid text not null,
  booking_id uuid not null,
  professional_id uuid not null,
  start_at timestamp with time zone not null,
  status text not null,
  hold_expires_at timestamp with time zone,
  constraint client_bookings_pkey PRIMARY KEY (client_uid, booking_id)
);
CREATE INDEX client_bookings_by_start ON public.client_bookings USING btree (client_uid, status, start_at);
CREATE INDEX client_bookings_of_booking ON public.client_bookings USING btree (booking_id);

create unlogged table command_rates (
  account text not null,
  minute timestamp with time zone not null,
  commands integer not null,
  constraint command_rates_pkey PRIMARY KEY (account)
) with (fillfactor=50);

create table date_hours (
  professional_id uuid not null,
  date date not null,
  intervals jsonb not null,
  constraint date_hours_pkey PRIMARY KEY (professional_id, date),
  constraint date_hours_professional_id_fkey FOREIGN KEY (professional_id) REFERENCES calendars(professional_id)
);

create table deliveries (
  notification_id uuid not null,
  channel text not null,
  target text not null default ''::text,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  due_at timestamp with time zone not null,
  leased_until timestamp with time zone,
  ended_at timestamp with time zone,
  answer text,
  constraint deliveries_pkey PRIMARY KEY (notification_id, channel, target),
  constraint deliveries_channel_check CHECK ((channel = ANY (ARRAY['in-app'::text, 'push'::text, 'mail'::text]))),
  constraint deliveries_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'dropped'::text, 'failed'::text]))),
  constraint deliveries_notification_id_fkey FOREIGN KEY (notification_id) REFERENCES notifications(notification_id) ON DELETE CASCADE
) with (fillfactor=70);
CREATE INDEX deliveries_by_channel ON public.deliveries USING btree (channel, due_at) WHERE (state = 'waiting'::text);
CREATE INDEX deliveries_by_due ON public.deliveries USING btree (due_at) WHERE (state = 'waiting'::text);

create table devices (
  device_id uuid not null,
  uid text not null,
  token text not null,
  platform text not null,
  locale text,
  created_at timestamp with time zone not null,
  constraint devices_pkey PRIMARY KEY (device_id),
  constraint devices_token_key UNIQUE (token),
  constraint devices_platform_check CHECK ((platform = ANY (ARRAY['ios'::text, 'android'::text, 'web'::text]))),
  constraint devices_uid_fkey FOREIGN KEY (uid) REFERENCES accounts(uid)
);
CREATE INDEX devices_by_account ON public.devices USING btree (uid, created_at);

create table erasures (
  uid text not null,
  at timestamp with time zone not null,
  step text not null default 'tell'::text,
  calendars jsonb not null default '{}'::jsonb,
  since timestamp with time zone not null,
  told_after uuid,
  due_at timestamp with time zone not null,
  leased_until timestamp with time zone,
  done_at timestamp with time zone,
  constraint erasures_pkey PRIMARY KEY (uid),
  constraint erasures_step_check CHECK ((step = ANY (ARRAY['tell'::text, 'bookings'::text, 'account'::text, 'sweep'::text, 'documents'::text, 'sign-in'::text, 'done'::text])))
);
CREATE INDEX erasures_by_age ON public.erasures USING btree (done_at) WHERE (done_at IS NOT NULL);
CREATE INDEX erasures_by_due ON public.erasures USING btree (due_at) WHERE (done_at IS NULL);

create table external_busy (
  professional_id uuid not null,
  source text not null,
  during tstzrange not null,
  constraint external_busy_pkey PRIMARY KEY (professional_id, source, during),
  constraint external_busy_during_check CHECK ((NOT isempty(during))),
  constraint external_busy_professional_id_fkey FOREIGN KEY (professional_id) REFERENCES calendars(professional_id)
);

create table guest_addresses (
  owner_uid text not null,
  date date not null,
  address_digest text not null,
  mails integer not null default 1,
  constraint guest_addresses_pkey PRIMARY KEY (owner_uid, date, address_digest)
);
CREATE INDEX guest_addresses_by_age ON public.guest_addresses USING btree (date);

create table idempotency_keys (
  account text not null,
  function text not null,
  key text not null,
  body_hash text not null,
  answer json not null,
  created_at timestamp with time zone not null,
  constraint idempotency_keys_pkey PRIMARY KEY (account, function, key)
);
CREATE INDEX idempotency_keys_by_age ON public.idempotency_keys USING btree (created_at);

create table notifications (
  notification_id uuid not null,
  cause_id uuid not null,
  professional_id uuid not null,
  recipient text not null,
  uid text,
  role text not null,
  type text not null,
  items jsonb not null,
  decided_at timestamp with time zone not null,
  read_at timestamp with time zone,
  read_shown boolean not null default false,
  constraint notifications_pkey PRIMARY KEY (notification_id),
  constraint notifications_cause_id_recipient_key UNIQUE (cause_id, recipient),
  constraint notifications_check CHECK (((uid IS NULL) = (role = 'guest'::text))),
  constraint notifications_role_check CHECK ((role = ANY (ARRAY['client'::text, 'guest'::text, 'owner'::text])))
);
CREATE INDEX notifications_about_professional ON public.notifications USING btree (professional_id, notification_id);
CREATE INDEX notifications_by_account ON public.notifications USING btree (uid, decided_at DESC) WHERE (uid IS NOT NULL);
CREATE INDEX notifications_by_age ON public.notifications USING btree (decided_at);
CREATE INDEX notifications_by_professional ON public.notifications USING btree (professional_id, decided_at DESC);
CREATE INDEX notifications_to_show_read ON public.notifications USING btree (uid) WHERE ((read_at IS NOT NULL) AND (NOT read_shown));
CREATE INDEX notifications_unread ON public.notifications USING btree (uid) WHERE ((uid IS NOT NULL) AND (read_at IS NULL));

create table openings (
  professional_id uuid not null,
  service_id uuid not null,
  next_free_at timestamp with time zone,
  revision bigint not null,
  exact_until timestamp with time zone not null default '-infinity'::timestamp with time zone,
  constraint openings_pkey PRIMARY KEY (professional_id, service_id),
  constraint openings_professional_id_fkey FOREIGN KEY (professional_id) REFERENCES calendars(professional_id)
);
CREATE INDEX openings_by_exactness ON public.openings USING btree (exact_until);
CREATE INDEX openings_by_soonest ON public.openings USING btree (COALESCE(next_free_at, 'infinity'::timestamp with time zone), professional_id);
comment on column openings.next_free_at is 'null: nothing is free within the horizon';
comment on column openings.revision is '0: never projected';
comment on column openings.exact_until is 'before this instant time alone does not change next_free_at';

create table outdated_openings (
  professional_id uuid not null,
  revision bigint not null,
  constraint outdated_openings_pkey PRIMARY KEY (professional_id)
) with (fillfactor=70);

create table places (
  kind text not null,
  key text not null,
  professional_id uuid not null,
  constraint places_pkey PRIMARY KEY (kind, key),
  constraint places_kind_check CHECK ((kind = ANY (ARRAY['booking'::text, 'service'::text, 'owner'::text])))
);

create table professionals (
  professional_id uuid not null,
  owner_uid text not null,
  name text not null,
  headline text,
  about text,
  photo_url text,
  location jsonb,
  online boolean,
  specialties text[] not null,
  time_zone text not null,
  active boolean not null,
  policy jsonb not null,
  folded text,
  specialty_keys text[],
  erased boolean not null default false,
  contact jsonb,
  constraint professionals_pkey PRIMARY KEY (professional_id),
  constraint professionals_owner UNIQUE (owner_uid),
  constraint professionals_professional_id_fkey FOREIGN KEY (professional_id) REFERENCES calendars(professional_id)
);
CREATE INDEX professionals_active_by_name ON public.professionals USING btree (active, lower((name COLLATE pg_c_utf8)), professional_id);
CREATE INDEX professionals_by_grams ON public.professionals USING gin (grams(folded)) WITH (fastupdate=off);
CREATE INDEX professionals_by_name ON public.professionals USING btree (lower((name COLLATE pg_c_utf8)), professional_id);
CREATE INDEX professionals_by_specialty ON public.professionals USING gin (specialty_keys) WITH (fastupdate=off);
CREATE INDEX professionals_unfolded ON public.professionals USING btree (professional_id) WHERE ((folded IS NULL) OR (specialty_keys IS NULL));
comment on column professionals.folded is 'name, headline and specialties, folded, a line each';
comment on column professionals.specialty_keys is 'the specialties, folded';

create table reconciliations (
  professional_id uuid not null,
  at timestamp with time zone not null,
  constraint reconciliations_pkey PRIMARY KEY (professional_id),
  constraint reconciliations_professional_id_fkey FOREIGN KEY (professional_id) REFERENCES calendars(professional_id)
);
CREATE INDEX reconciliations_by_age ON public.reconciliations USING btree (at);

create table reminders (
  professional_id uuid not null,
  booking_id uuid not null,
  due_at timestamp with time zone not null,
  reminder_id uuid not null,
  leased_until timestamp with time zone,
  constraint reminders_pkey PRIMARY KEY (booking_id, due_at),
  constraint reminders_professional_id_booking_id_fkey FOREIGN KEY (professional_id, booking_id) REFERENCES bookings(professional_id, booking_id) ON DELETE CASCADE
);
CREATE INDEX reminders_by_due ON public.reminders USING btree (due_at);

create table restores (
  at timestamp with time zone not null,
  constraint restores_pkey PRIMARY KEY (at)
);

create table retention_passes (
  kind text not null,
  after uuid,
  reached timestamp with time zone not null,
  before timestamp with time zone not null,
  at timestamp with time zone not null,
  constraint retention_passes_pkey PRIMARY KEY (kind)
);
comment on column retention_passes.after is 'the last calendar that was done; null: the walk is whole';
comment on column retention_passes.reached is 'what is older went in whole walks before';

create table services (
  professional_id uuid not null,
  service_id uuid not null,
  name text not null,
  description text,
  duration_minutes integer not null,
  buffer_before_minutes integer not null,
  buffer_after_minutes integer not null,
  capacity integer not null,
  hours jsonb,
  slot_step_minutes integer,
  min_notice_minutes integer,
  horizon_days integer,
  approval text not null,
  price jsonb,
  active boolean not null,
  created_at timestamp with time zone not null,
  folded text,
  per_client jsonb,
  constraint services_pkey PRIMARY KEY (professional_id, service_id),
  constraint services_id UNIQUE (service_id),
  constraint services_approval_check CHECK ((approval = ANY (ARRAY['automatic'::text, 'manual'::text]))),
  constraint services_buffer_after_minutes_check CHECK (((buffer_after_minutes >= 0) AND (buffer_after_minutes <= 480))),
  constraint services_buffer_before_minutes_check CHECK (((buffer_before_minutes >= 0) AND (buffer_before_minutes <= 480))),
  constraint services_capacity_check CHECK (((capacity >= 1) AND (capacity <= 500))),
  constraint services_duration_minutes_check CHECK (((duration_minutes >= 5) AND (duration_minutes <= 1440))),
  constraint services_professional_id_fkey FOREIGN KEY (professional_id) REFERENCES calendars(professional_id)
);
CREATE INDEX services_by_duration ON public.services USING btree (duration_minutes, professional_id) WHERE active;
CREATE INDEX services_by_grams ON public.services USING gin (grams(folded)) WITH (fastupdate=off) WHERE active;
CREATE INDEX services_unfolded ON public.services USING btree (professional_id) WHERE ((folded IS NULL) AND active);
comment on column services.folded is 'the name, folded';
comment on column services.per_client is 'counts this service alone; null: no limit';

create table suppressed_addresses (
  address_digest text not null,
  at timestamp with time zone not null,
  constraint suppressed_addresses_pkey PRIMARY KEY (address_digest)
);

create table time_off (
  professional_id uuid not null,
  time_off_id uuid not null,
  during tstzrange not null,
  start_date date,
  end_date date,
  note text,
  constraint time_off_pkey PRIMARY KEY (professional_id, time_off_id),
  constraint time_off_during_check CHECK ((NOT isempty(during))),
  constraint time_off_professional_id_fkey FOREIGN KEY (professional_id) REFERENCES calendars(professional_id)
);
comment on column time_off.during is 'of whole days: how they lay by the rules of their zone when they were saved; their dates say when they are';

create table told_delays (
  professional_id uuid not null,
  booking_id uuid not null,
  expected_start timestamp with time zone not null,
  constraint told_delays_pkey PRIMARY KEY (booking_id),
  constraint told_delays_professional_id_booking_id_fkey FOREIGN KEY (professional_id, booking_id) REFERENCES bookings(professional_id, booking_id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX told_delays_of_calendar ON public.told_delays USING btree (professional_id, booking_id);

create table unpublished (
  professional_id uuid not null,
  revision bigint not null,
  at timestamp with time zone not null,
  leased_until timestamp with time zone,
  constraint unpublished_pkey PRIMARY KEY (professional_id, revision)
);
CREATE INDEX unpublished_leased ON public.unpublished USING btree (leased_until) WHERE (leased_until IS NOT NULL);
CREATE INDEX unpublished_waiting ON public.unpublished USING btree (at) WHERE (leased_until IS NULL);

create table unpublished_accounts (
  uid text not null,
  version bigint not null,
  at timestamp with time zone not null,
  leased_until timestamp with time zone,
  constraint unpublished_accounts_pkey PRIMARY KEY (uid)
) with (fillfactor=70);
CREATE INDEX unpublished_accounts_by_age ON public.unpublished_accounts USING btree (at);

create table weekly_rules (
  professional_id uuid not null,
  effective_from date not null,
  hours jsonb not null,
  constraint weekly_rules_pkey PRIMARY KEY (professional_id, effective_from),
  constraint weekly_rules_professional_id_fkey FOREIGN KEY (professional_id) REFERENCES calendars(professional_id)
);

create function grams(
  folded text
) returns text[] language sql; -- md5 of its body: d41d8cd98f00b204e9800998ecf8427e

create function open_service(
  
) returns trigger language plpgsql; -- md5 of its body: 9e87ef43e00557a9009749616a24d055

create function outdate_openings(
  
) returns trigger language plpgsql; -- md5 of its body: 8d3c940bdecbe14e3e326dcbe674e30a

create function save_booking_apart_v1(
  p_professional_id uuid,
  p_revision bigint,
  p_due_at timestamp with time zone,
  p_at timestamp with time zone,
  p_cause_id uuid,
  p_by_kind text,
  p_change_id uuid,
  p_type text,
  p_dates text[],
  p_override text[],
  p_appointment_id uuid,
  p_booking_id uuid,
  p_service_id uuid,
  p_start_at timestamp with time zone,
  p_end_at timestamp with time zone,
  p_occupied_from timestamp with time zone,
  p_occupied_to timestamp with time zone,
  p_capacity integer,
  p_seats integer,
  p_status text,
  p_client_uid text,
  p_client_name text,
  p_client_email text,
  p_client_phone text,
  p_client_time_zone text,
  p_note text,
  p_price jsonb,
  p_hold_expires_at timestamp with time zone,
  p_kept_account text,
  p_kept_function text,
  p_kept_key text,
  p_kept_body_hash text,
  p_kept_answer json,
  p_counted_uid text,
  p_counted_version bigint
) returns bigint language plpgsql; -- md5 of its body: bd5bb3508a768700f52551398c6635f1

create function save_booking_v1(
  p_professional_id uuid,
  p_revision bigint,
  p_due_at timestamp with time zone,
  p_at timestamp with time zone,
  p_cause_id uuid,
  p_by_kind text,
  p_change_id uuid,
  p_type text,
  p_dates text[],
  p_override text[],
  p_appointment_id uuid,
  p_booking_id uuid,
  p_service_id uuid,
  p_start_at timestamp with time zone,
  p_end_at timestamp with time zone,
  p_occupied_from timestamp with time zone,
  p_occupied_to timestamp with time zone,
  p_capacity integer,
  p_seats integer,
  p_status text,
  p_client_uid text,
  p_client_name text,
  p_client_email text,
  p_client_phone text,
  p_client_time_zone text,
  p_note text,
  p_price jsonb,
  p_hold_expires_at timestamp with time zone,
  p_kept_account text,
  p_kept_function text,
  p_kept_key text,
  p_kept_body_hash text,
  p_kept_answer json,
  p_counted_uid text,
  p_counted_version bigint
) returns bigint language plpgsql; -- md5 of its body: 997ea14e17ba4506270cc13eb328aef2

create function save_decision_apart_v1(
  p_professional_id uuid,
  p_revision bigint,
  p_changed integer,
  p_due_at timestamp with time zone,
  p_at timestamp with time zone,
  p_cause_id uuid,
  p_by_kind text,
  p_changes jsonb,
  p_changed_appointments jsonb,
  p_new_appointments jsonb,
  p_new_bookings jsonb,
  p_booking_steps jsonb,
  p_schedule jsonb,
  p_kept_account text,
  p_kept_function text,
  p_kept_key text,
  p_kept_body_hash text,
  p_kept_answer json,
  p_counted_uid text,
  p_counted_version bigint,
  p_accounts jsonb
) returns bigint language plpgsql; -- md5 of its body: 3d0813fa85b37e8d93138fc17927884a

create function save_decision_v1(
  p_professional_id uuid,
  p_revision bigint,
  p_changed integer,
  p_due_at timestamp with time zone,
  p_at timestamp with time zone,
  p_cause_id uuid,
  p_by_kind text,
  p_changes jsonb,
  p_changed_appointments jsonb,
  p_new_appointments jsonb,
  p_new_bookings jsonb,
  p_booking_steps jsonb,
  p_schedule jsonb,
  p_kept_account text,
  p_kept_function text,
  p_kept_key text,
  p_kept_body_hash text,
  p_kept_answer json,
  p_counted_uid text,
  p_counted_version bigint,
  p_accounts jsonb
) returns bigint language plpgsql; -- md5 of its body: 919f940886ce5922b11e66e05b642dba

create function save_schedule_v1(
  p_professional_id uuid,
  p_at timestamp with time zone,
  p_parts jsonb
) returns void language plpgsql; -- md5 of its body: 1111f1206c067896ca5fa68e99618809

CREATE TRIGGER calendars_outdate_openings AFTER INSERT OR UPDATE OF revision ON public.calendars FOR EACH ROW EXECUTE FUNCTION outdate_openings();

CREATE TRIGGER services_have_openings AFTER INSERT OR UPDATE OF active ON public.services FOR EACH ROW WHEN (new.active) EXECUTE FUNCTION open_service();
