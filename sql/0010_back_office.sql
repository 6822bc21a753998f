-- What a business needs before its first real customer.

-- The business's looks and habits. Its clock (12 or 24 hours) is a part of its locale ("-u-hc-h23").
alter table business
  add column week_start smallint not null default 1 check (week_start between 1 and 7);

create table business_logo (
  id         boolean primary key default true check (id),
  media_type text not null check (media_type in ('image/png', 'image/jpeg', 'image/webp')),
  content    bytea not null check (length(content) <= 524288),
  changed_at timestamptz not null default reslot_clock()
);

-- A service need not be on the public page, and may have rules of its own: only those that are in
-- `policy_overrides` differ from the business's.
alter table service
  add column on_public_page boolean not null default true,
  add column policy_overrides jsonb not null default '{}';

alter table flags
  add column freeze_terms boolean not null default false,
  add column require_cancel_comment boolean not null default false,
  add column allow_edit_details boolean not null default true,
  add column reschedule_fieldworker text not null default 'keep'
    check (reschedule_fieldworker in ('keep', 'any', 'choose'));

-- The notice windows and number of moves that a booking was made under, where they were frozen for it.
alter table booking add column terms jsonb;

alter table booking_change
  drop constraint booking_change_action_check,
  add constraint booking_change_action_check check (
    action in ('booked', 'moved', 'cancelled', 'edited', 'completed', 'no_show', 'reopened')
  );
create index booking_change_by_time on booking_change (at desc, booking_id, version);
create index booking_change_by_staff on booking_change (staff_id, at desc) where staff_id is not null;
create index booking_change_of_staff
  on booking_change (at desc, booking_id desc, version desc)
  where staff_id is not null;
-- What happened to one fieldworker's bookings: those they have now, and those that were taken away.
create index booking_change_by_fieldworker
  on booking_change (new_fieldworker_id, at desc, booking_id, version);
create index booking_change_by_old_fieldworker
  on booking_change (old_fieldworker_id, at desc, booking_id, version)
  where old_fieldworker_id <> new_fieldworker_id;

-- Two that share their time may be left so. Either of them moved is a new row of occupancy, so what
-- was said of the old one is gone with it.
create table kept_clash (
  one_id   bigint not null references occupancy on delete cascade,
  other_id bigint not null references occupancy on delete cascade,
  staff_id integer references staff on delete set null,
  at       timestamptz not null default reslot_clock(),
  primary key (one_id, other_id),
  check (one_id < other_id)
);
create index kept_clash_by_other on kept_clash (other_id);
-- Blocked events are always shared: only bookings are looked at for clashes.
create index occupancy_shared on occupancy (starts_at) where shared and booking_id is not null;

alter table customer add column erased_at timestamptz;
create index customer_by_name on customer (lower(name), id);

-- Mail is about a booking, or to somebody of the staff about their account.
alter table mail
  alter column booking_id drop not null,
  alter column booking_version drop not null,
  add column staff_id integer references staff on delete cascade,
  add constraint mail_has_one_subject check (num_nonnulls(booking_id, staff_id) = 1),
  add constraint mail_of_a_booking_has_its_version
    check ((booking_id is null) = (booking_version is null)),
  drop constraint mail_kind_check,
  add constraint mail_kind_check check (
    kind in (
      'confirmation', 'rescheduled', 'cancelled', 'ask_to_reschedule', 'invite', 'password_reset'
    )
  );
create index mail_by_staff on mail (staff_id) where staff_id is not null;

-- Somebody who was invited has no password until they choose one. Whoever leaves is not removed:
-- the history says who they were.
alter table staff
  alter column password_hash drop not null,
  add column active boolean not null default true;
-- Of those who can sign in one is a fieldworker on the calendar, at most.
create unique index staff_by_fieldworker
  on staff (fieldworker_id)
  where active and fieldworker_id is not null;
alter table staff_session
  add column created_at timestamptz not null default reslot_clock(),
  add column last_seen_at timestamptz not null default reslot_clock(),
  add column user_agent text not null default '',
  add column network_address text not null default '';

-- The secret address that an invitation or a forgotten password is answered with: only its SHA-256.
create table staff_token (
  token_hash bytea primary key,
  staff_id   integer not null references staff on delete cascade,
  purpose    text not null check (purpose in ('invite', 'password_reset')),
  created_at timestamptz not null default reslot_clock(),
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index staff_token_by_staff on staff_token (staff_id);

-- The code that the first start prints, by which the first owner is let in.
create table setup_code (
  id         boolean primary key default true check (id),
  code_hash  bytea not null,
  created_at timestamptz not null default reslot_clock()
);

-- What staff did besides bookings, which have a history of their own (booking_change).
create table audit (
  id         bigint generated always as identity primary key,
  at         timestamptz not null default reslot_clock(),
  staff_id   integer references staff on delete set null,
  staff_name text not null,
  action     text not null,
  subject    text not null default '',
  old_values jsonb,
  new_values jsonb
);
create index audit_by_time on audit (at desc, id desc);
create index audit_by_staff on audit (staff_id, at desc, id desc);

-- A fieldworker's own board hears of their bookings alone: "id:fieldworker" or, when it changed
-- hands, "id:old:new".
create or replace function notify_booking()
returns trigger
language plpgsql
as $$
begin
  perform pg_notify('booking', concat_ws(':',
    new.id,
    case when tg_op = 'UPDATE' then nullif(old.fieldworker_id, new.fieldworker_id) end,
    new.fieldworker_id
  ));
  return null;
end
$$;

-- A clash that is kept is none any more on open pages.
create function notify_kept_clash()
returns trigger
language plpgsql
as $$
begin
  perform pg_notify('booking', concat_ws(':', b.id, b.fieldworker_id))
  from occupancy o
  join booking b on b.id = o.booking_id
  where o.id in (new.one_id, new.other_id);
  return null;
end
$$;
create trigger kept_clash_notifies
  after insert on kept_clash
  for each row execute function notify_kept_clash();

drop trigger staff_changed on staff;
create trigger staff_changed
  after update of role, active, fieldworker_id or delete on staff
  for each row execute function notify_staff();
