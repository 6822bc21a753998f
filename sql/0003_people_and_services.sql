create table service (
  id                    integer generated always as identity primary key,
  name                  text not null check (name <> ''),
  description           text not null default '',
  duration_minutes      integer not null check (duration_minutes between 5 and 720),
  buffer_before_minutes integer not null default 0 check (buffer_before_minutes between 0 and 240),
  buffer_after_minutes  integer not null default 0 check (buffer_after_minutes between 0 and 240),
  price_text            text not null default '',
  color                 text not null default '#0f766e' check (color ~ '^#[0-9a-f]{6}$'),
  active                boolean not null default true
);

-- `occupancy_version` is raised by every change of this fieldworker's occupancy, in the same
-- transaction. That update is the lock which orders writers, and because of it the counter grows
-- in commit order.
create table fieldworker (
  id                integer generated always as identity primary key,
  name              text not null check (name <> ''),
  email             text not null default '',
  color             text not null default '#4f46e5' check (color ~ '^#[0-9a-f]{6}$'),
  active            boolean not null default true,
  occupancy_version bigint not null default 0
);

create table fieldworker_service (
  fieldworker_id integer not null references fieldworker on delete cascade,
  service_id     integer not null references service on delete cascade,
  primary key (service_id, fieldworker_id)
);
create index fieldworker_service_by_fieldworker on fieldworker_service (fieldworker_id);

-- Weekly hours on the wall clock of the business's zone, in minutes of the day; several spans a
-- day. Without a fieldworker they are the business's own, which bound everybody's.
create table working_hours (
  id             integer generated always as identity primary key,
  fieldworker_id integer references fieldworker on delete cascade,
  weekday        smallint not null check (weekday between 1 and 7),
  opens_minute   smallint not null check (opens_minute between 0 and 1439),
  closes_minute  smallint not null check (closes_minute between 1 and 1440),
  check (opens_minute < closes_minute)
);
create index working_hours_by_fieldworker on working_hours (fieldworker_id);

-- A dated exception replaces that date's weekly hours: other hours in one or more rows, or closed
-- in one row without hours.
create table hours_exception (
  id             integer generated always as identity primary key,
  fieldworker_id integer references fieldworker on delete cascade,
  on_date        date not null,
  opens_minute   smallint check (opens_minute between 0 and 1439),
  closes_minute  smallint check (closes_minute between 1 and 1440),
  note           text not null default '',
  check ((opens_minute is null) = (closes_minute is null)),
  check (opens_minute < closes_minute)
);
create index hours_exception_by_date on hours_exception (on_date, fieldworker_id);

create table customer (
  id         integer generated always as identity primary key,
  name       text not null check (name <> ''),
  email      text not null check (email <> ''),
  phone      text not null default '',
  address    text not null default '',
  time_zone  text,
  locale     text,
  created_at timestamptz not null default reslot_clock()
);
create unique index customer_by_email on customer (lower(email));

-- People who may sign in to the back office.
create table staff (
  id             integer generated always as identity primary key,
  name           text not null check (name <> ''),
  email          text not null check (email <> ''),
  password_hash  text not null,
  role           text not null check (role in ('owner', 'admin', 'fieldworker')),
  fieldworker_id integer references fieldworker,
  created_at     timestamptz not null default reslot_clock()
);
create unique index staff_by_email on staff (lower(email));

-- The id is the SHA-256 of what the cookie holds: a copy of this table signs nobody in.
create table staff_session (
  id         text primary key,
  staff_id   integer not null references staff on delete cascade,
  expires_at timestamptz not null
);
create index staff_session_by_staff on staff_session (staff_id);
create index staff_session_by_expiry on staff_session (expires_at);
