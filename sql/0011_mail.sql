-- Mail that the business owns: its words, when it reminds, whom it tells, what became of it.

-- Words are edited, never lost: the newest row of a kind counts, one without words is the default.
create table mail_template (
  id         bigint generated always as identity primary key,
  kind       text not null check (
    kind in (
      'confirmation', 'rescheduled', 'reminder', 'cancelled', 'ask_to_reschedule', 'sign_in',
      'notice_booked', 'notice_moved', 'notice_cancelled', 'notice_bounced'
    )
  ),
  subject    text,
  body       text,
  staff_id   integer references staff on delete set null,
  staff_name text not null,
  at         timestamptz not null default reslot_clock(),
  check ((subject is null) = (body is null))
);
create index mail_template_by_kind on mail_template (kind, id desc);

-- How long before the start customers are reminded, and the hours of the business's clocks in which
-- nobody is (from 21:00 until 7:00; null for none). While `paused_at` is set no customer is written to.
create table mail_settings (
  id                 boolean primary key default true check (id),
  reminder_minutes   integer[] not null default '{1440,120}',
  quiet_from_minute  smallint default 1260 check (quiet_from_minute between 0 and 1439),
  quiet_until_minute smallint default 420 check (quiet_until_minute between 0 and 1439),
  paused_at          timestamptz,
  paused_by          text,
  check ((quiet_from_minute is null) = (quiet_until_minute is null)),
  check (quiet_from_minute <> quiet_until_minute)
);
insert into mail_settings default values;

alter table service add column reminders boolean not null default true;

-- The reminders that are still to come: one row, and one job, each (R2, R6).
create table reminder (
  booking_id     bigint not null references booking on delete cascade,
  minutes_before integer not null,
  due_at         timestamptz not null,
  primary key (booking_id, minutes_before)
);

-- Of which start a customer has been reminded last, how long before it that was meant to be, and when
-- they were, so that a change of the schedule does not remind them of the same again.
create table reminded (
  booking_id     bigint primary key references booking on delete cascade,
  starts_at      timestamptz not null,
  minutes_before integer not null,
  at             timestamptz not null default reslot_clock()
);

-- Mail to one customer, or about one booking, waits while this is set.
alter table customer add column mail_paused_at timestamptz;
alter table booking add column mail_paused_at timestamptz;

-- Calendars obey only the organizer whom they first heard of, so the address of a booking's first
-- invite is kept. Not in the booking's row: whoever sends has locked the mail, and would wait for those
-- who lock a booking first and its mails then.
create table calendar_organizer (
  booking_id bigint primary key references booking on delete cascade,
  email      text not null
);

-- Whether somebody is told of what customers do: of everybody's bookings, or of their own.
alter table staff add column booking_notices boolean not null default true;

-- A mail is to a customer about a booking, to staff about their account, or to staff about a booking.
-- `delivery` is how far it got by Mailgun's word; `calendar` the invite that was attached.
alter table mail
  add column delivery text check (
    delivery in (
      'accepted', 'delivered', 'opened', 'clicked', 'failed', 'complained', 'unsubscribed'
    )
  ),
  add column delivery_at timestamptz,
  add column calendar text,
  drop constraint mail_has_one_subject,
  drop constraint mail_kind_check,
  drop constraint mail_state_check,
  add constraint mail_kind_check check (
    kind in (
      'confirmation', 'rescheduled', 'reminder', 'cancelled', 'ask_to_reschedule',
      'notice_booked', 'notice_moved', 'notice_cancelled', 'notice_bounced',
      'invite', 'password_reset', 'test'
    )
  ),
  add constraint mail_state_check check (
    state in ('queued', 'sending', 'paused', 'sent', 'kept', 'superseded', 'failed')
  ),
  add constraint mail_has_its_subject check (
    num_nonnulls(booking_id, staff_id) = case when kind like 'notice%' then 2 else 1 end
  );
create index mail_paused on mail (booking_id) where state = 'paused';
create index mail_by_kind on mail (kind, created_at, id);
create index mail_by_delivery on mail (delivery, created_at, id) where delivery is not null;

-- What happened to a mail: ours, and what Mailgun told (`provider_id` is its id of the event, so that
-- what it tells twice is kept once; it is unique within a day only, so it goes by the mail).
create table mail_event (
  id          bigint generated always as identity primary key,
  mail_id     bigint not null references mail on delete cascade,
  at          timestamptz not null default reslot_clock(),
  kind        text not null check (
    kind in (
      'attempted', 'not_sent', 'paused', 'resumed', 'kept', 'superseded', 'given_up',
      'accepted', 'delivered', 'opened', 'clicked', 'delayed', 'failed', 'complained', 'unsubscribed'
    )
  ),
  detail      text not null default '',
  provider_id text,
  unique (mail_id, provider_id)
);
create index mail_event_by_mail on mail_event (mail_id, at, id);

-- An address (in small letters) that mail does not reach, or whose owner wants none. It goes by the
-- address, so a customer who gets another one is well again.
create table address_trouble (
  email   text primary key check (email = lower(email)),
  kind    text not null check (kind in ('bounced', 'complained', 'unsubscribed')),
  reason  text not null default '',
  mail_id bigint references mail on delete set null,
  at      timestamptz not null default reslot_clock()
);
create index address_trouble_by_mail on address_trouble (mail_id) where mail_id is not null;

-- Mailgun's signatures that were seen: each is good once, for the event that it came with.
create table webhook_token (
  token_hash bytea primary key,
  event_id   text not null,
  seen_at    timestamptz not null default reslot_clock()
);
create index webhook_token_by_time on webhook_token (seen_at);

-- Staff's open pages follow what is paused and what bounces.
create function notify_mail_of_customer()
returns trigger
language plpgsql
as $$
declare
  whose text;
begin
  whose := case tg_table_name
    when 'customer' then lower(new.email)
    else (case when tg_op = 'DELETE' then old.email else new.email end)
  end;
  perform pg_notify('booking', concat_ws(':', b.id, b.fieldworker_id))
  from customer c
  join booking b on b.customer_id = c.id
  where lower(c.email) = whose
    and b.ends_at > reslot_clock();
  return null;
end
$$;
create trigger customer_mail_paused
  after update of mail_paused_at on customer
  for each row execute function notify_mail_of_customer();
create trigger address_trouble_notifies
  after insert or update or delete on address_trouble
  for each row execute function notify_mail_of_customer();
create trigger mail_paused_changed
  after update on mail_settings
  for each row
  when (old.paused_at is distinct from new.paused_at)
  execute function raise_rules_version();

-- Whether a service reminds is no part of what is on offer (0007), nor is what was saved unchanged.
drop trigger service_changed on service;
create trigger service_came_or_went
  after insert or delete on service
  for each statement execute function raise_rules_version();
create trigger service_changed
  after update on service
  for each row
  when (to_jsonb(old) - 'reminders' is distinct from to_jsonb(new) - 'reminders')
  execute function raise_rules_version();
