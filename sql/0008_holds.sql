-- A hold keeps a time for one customer while they decide: a third kind of owner in `occupancy`, so
-- that the same constraint which keeps bookings apart keeps holds apart from them (R1).
--
-- It is somebody's who moves a booking, or a visitor's who has none yet: then `visitor` is the
-- SHA-256 of their browser's secret. Either has one at most. `network_address` is where a visitor
-- came from, so that one place does not hold everything; the row is gone within minutes.
create table hold (
  id              bigint generated always as identity primary key,
  booking_id      bigint unique references booking on delete cascade,
  visitor         bytea unique,
  service_id      integer references service on delete cascade,
  network_address text,
  fieldworker_id  integer not null references fieldworker on delete cascade,
  starts_at       timestamptz not null,
  expires_at      timestamptz not null,
  check (num_nonnulls(booking_id, visitor) = 1),
  check ((visitor is null) = (service_id is null))
);
create index hold_by_expiry on hold (expires_at);
create index hold_by_network_address on hold (network_address) where network_address is not null;

-- A hold that overlaps its customer's own booking has rows for the parts that the booking does not
-- cover: none, one or two. `held_until` repeats the hold's expiry, so that a read of a month needs
-- no join to leave out what has expired.
alter table occupancy
  add column hold_id bigint references hold on delete cascade,
  add column held_until timestamptz,
  drop constraint occupancy_check,
  add constraint occupancy_has_one_owner
    check (num_nonnulls(booking_id, blocked_event_id, hold_id) = 1),
  add constraint occupancy_holds_expire check ((hold_id is null) = (held_until is null));
create index occupancy_by_hold on occupancy (hold_id) where hold_id is not null;

drop index occupancy_by_start;
create index occupancy_by_start on occupancy (fieldworker_id, starts_at)
  include (ends_at, booking_id, hold_id, held_until);

-- How long a time is held for a customer, in minutes; 0 for not at all.
alter table flags
  add column hold_minutes integer not null default 5 check (hold_minutes between 0 and 60);
