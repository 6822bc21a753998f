-- One business runs on one database, so its facts and its flags are tables of one row.
create table business (
  id           boolean primary key default true check (id),
  name         text not null check (name <> ''),
  time_zone    text not null,
  locale       text not null default 'en-AU',
  address      text not null default '',
  phone        text not null default '',
  email        text not null default '',
  accent_color text not null default '#0f766e' check (accent_color ~ '^#[0-9a-f]{6}$'),
  created_at   timestamptz not null default reslot_clock()
);

-- Settings > Customer Portal > Flags & Permissions. `version` grows with every change, so that a
-- day's offer of times can be told newer from older whatever caused the change (R8).
create table flags (
  id                      boolean primary key default true check (id),
  allow_reschedule        boolean not null default true,
  allow_cancel            boolean not null default true,
  real_time_availability  boolean not null default true,
  reschedule_notice_hours integer not null default 24 check (reschedule_notice_hours between 0 and 8760),
  cancel_notice_hours     integer not null default 24 check (cancel_notice_hours between 0 and 8760),
  too_late_words          text not null default '' check (length(too_late_words) <= 500),
  lead_time_minutes       integer not null default 120 check (lead_time_minutes between 0 and 525600),
  slot_interval_minutes   integer not null default 30 check (slot_interval_minutes between 5 and 480),
  furthest_days           integer not null default 60 check (furthest_days between 1 and 730),
  max_moves               integer check (max_moves between 0 and 1000),
  version                 bigint not null default 1
);
