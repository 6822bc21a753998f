-- Who is taken when, and by what, buffers included: the one table that R1 rests on.
--
-- An exclusive row fills every lane, a shared row only its own: exclusive against anything
-- conflicts, shared against shared does not. A writer that is allowed to overlap (R10) first sets
-- `shared` on the rows it overlaps and then inserts its own as shared, in one transaction.
--
-- No row lasts longer than a day (a longer blocked event has one row for each), so that a read of
-- some days can bound the early side and never walks through history.
create table occupancy (
  id               bigint generated always as identity primary key,
  fieldworker_id   integer not null references fieldworker on delete cascade,
  during           tstzrange not null check (not isempty(during)),
  booking_id       bigint unique references booking on delete cascade,
  blocked_event_id bigint references blocked_event on delete cascade,
  shared           boolean not null default false,
  lane             int8range generated always as (
                     case when shared then int8range(id, id, '[]') else int8range(null, null) end
                   ) stored,
  starts_at        timestamptz not null generated always as (lower(during)) stored,
  ends_at          timestamptz not null generated always as (upper(during)) stored,
  check (num_nonnulls(booking_id, blocked_event_id) = 1),
  check (upper(during) - lower(during) <= interval '24 hours'),
  constraint occupancy_never_overlaps
    exclude using gist (fieldworker_id with =, during with &&, lane with &&)
);

-- Months are read through this covering B-tree; the GiST index serves the constraint.
create index occupancy_by_start on occupancy (fieldworker_id, starts_at)
  include (ends_at, booking_id, shared);
create index occupancy_by_blocked_event on occupancy (blocked_event_id)
  where blocked_event_id is not null;

-- One fieldworker's row is written by every booking of theirs: room on the page keeps those
-- updates from touching an index.
alter table fieldworker set (fillfactor = 50);
