create extension if not exists btree_gist;
create extension if not exists pg_trgm;

-- A booking keeps its id, its manage link and its calendar UID for life; only its time, its
-- fieldworker, its details and its state change, and each change adds one to `version` (R2).
-- Duration and buffers are kept as booked: changing the service does not change a promise made.
create table booking (
  id                    bigint generated always as identity (start with 1001) primary key,
  calendar_uid          uuid not null default gen_random_uuid(),
  customer_id           integer not null references customer,
  service_id            integer not null references service,
  fieldworker_id        integer not null references fieldworker,
  starts_at             timestamptz not null,
  ends_at               timestamptz not null,
  buffer_before_minutes integer not null,
  buffer_after_minutes  integer not null,
  status                text not null default 'confirmed'
                        check (status in ('confirmed', 'completed', 'no_show', 'cancelled')),
  version               integer not null default 1,
  customer_moves        integer not null default 0,
  -- As typed when it was booked: the customer of this email address may be known by another name.
  contact_name          text not null default '',
  phone                 text not null default '',
  address               text not null default '',
  notes                 text not null default '',
  -- The form that made it: sent twice, it books once.
  request_id            uuid unique,
  created_at            timestamptz not null default reslot_clock(),
  check (starts_at < ends_at)
);
create index booking_by_start on booking (starts_at, id);
create index booking_by_fieldworker on booking (fieldworker_id, starts_at, id);
create index booking_by_status on booking (status, starts_at, id);
create index booking_by_customer on booking (customer_id, starts_at);
create index booking_by_service on booking (service_id, starts_at);
create index customer_by_words on customer using gin ((name || ' ' || email || ' ' || phone) gin_trgm_ops);

-- What happened to a booking: who, when, old, new, why (R2). Replaying it gives the present state.
create table booking_change (
  booking_id         bigint not null references booking on delete cascade,
  version            integer not null,
  at                 timestamptz not null default reslot_clock(),
  action             text not null
                     check (action in ('booked', 'moved', 'cancelled', 'edited', 'completed', 'no_show')),
  actor              text not null check (actor in ('customer', 'staff', 'system')),
  staff_id           integer references staff on delete set null,
  channel            text not null check (channel in ('email_link', 'portal', 'public', 'staff', 'system')),
  reason             text not null default '',
  old_starts_at      timestamptz,
  old_ends_at        timestamptz,
  old_fieldworker_id integer references fieldworker,
  new_starts_at      timestamptz not null,
  new_ends_at        timestamptz not null,
  new_fieldworker_id integer not null references fieldworker,
  old_details        jsonb,
  new_details        jsonb,
  primary key (booking_id, version)
);

-- Time in which a fieldworker, or without one the whole business, takes no bookings.
create table blocked_event (
  id             bigint generated always as identity primary key,
  fieldworker_id integer references fieldworker on delete cascade,
  starts_at      timestamptz not null,
  ends_at        timestamptz not null,
  title          text not null default '',
  created_at     timestamptz not null default reslot_clock(),
  check (starts_at < ends_at)
);
create index blocked_event_by_start on blocked_event (starts_at);
