-- The customer's side: who they are without a password, and how they want to be written to.

-- Somebody says that an address is theirs, and proves it by what is mailed there: a link, or a code that
-- counts only in the browser that asked (`asker` is the SHA-256 of its cookie). There is a row whether the
-- address is known or not, so that both look alike; whether it was `answered` by a mail is a job's to
-- find out. It proves once. `inbox` is the address without what may be added to it; limits go by that.
create table email_proof (
  id          bigint generated always as identity primary key,
  asker       bytea not null unique,
  email       text not null check (email = lower(email)),
  inbox       text not null generated always as (regexp_replace(email, '\+[^@]*@', '@')) stored,
  purpose     text not null check (purpose in ('sign_in', 'booking')),
  link_hash   bytea unique,
  code_hash   text,
  answered    boolean not null default false,
  wrong_codes smallint not null default 0,
  created_at  timestamptz not null default reslot_clock(),
  expires_at  timestamptz not null,
  proven_at   timestamptz
);
create index email_proof_by_email on email_proof (email);
create index email_proof_by_inbox on email_proof (inbox, created_at);
create index email_proof_unanswered on email_proof (expires_at) where not answered;
create index email_proof_of_strangers on email_proof (expires_at) where answered and purpose = 'booking';

-- As with staff, the id is the SHA-256 of what the cookie holds.
create table customer_session (
  id              text primary key,
  customer_id     integer not null references customer on delete cascade,
  user_agent      text not null default '',
  network_address text not null default '',
  created_at      timestamptz not null default reslot_clock(),
  last_seen_at    timestamptz not null default reslot_clock(),
  expires_at      timestamptz not null
);
create index customer_session_by_customer on customer_session (customer_id);
create index customer_session_by_expiry on customer_session (expires_at);

-- Whether they want to be reminded. What changes about a booking they are always told.
alter table customer add column reminders boolean not null default true;

-- Whether visitors prove their address before they book.
alter table flags add column require_email_proof boolean not null default false;

alter table mail_template
  drop constraint mail_template_kind_check,
  add constraint mail_template_kind_check check (
    kind in (
      'confirmation', 'rescheduled', 'reminder', 'cancelled', 'ask_to_reschedule',
      'sign_in', 'confirm_email',
      'notice_booked', 'notice_moved', 'notice_cancelled', 'notice_bounced'
    )
  );

-- A mail may be about a proof, too: it holds the link and the code.
alter table mail
  add column proof_id bigint references email_proof,
  drop constraint mail_kind_check,
  drop constraint mail_has_its_subject,
  add constraint mail_kind_check check (
    kind in (
      'confirmation', 'rescheduled', 'reminder', 'cancelled', 'ask_to_reschedule',
      'sign_in', 'confirm_email',
      'notice_booked', 'notice_moved', 'notice_cancelled', 'notice_bounced',
      'invite', 'password_reset', 'test'
    )
  ),
  add constraint mail_has_its_subject check (
    num_nonnulls(booking_id, staff_id, proof_id) = case when kind like 'notice%' then 2 else 1 end
    and (proof_id is not null) = (kind in ('sign_in', 'confirm_email'))
  );
create index mail_by_proof on mail (proof_id) where proof_id is not null;

-- Whoever reads mail at an address that is not the customer's any more is not the customer.
create function end_customer_sessions()
returns trigger
language plpgsql
as $$
begin
  delete from customer_session where customer_id = new.id;
  delete from email_proof p
  where p.email = lower(old.email)
    and not exists (select from mail where mail.proof_id = p.id);
  -- What was mailed there stays theirs in the log, and goes when they are erased. It opens nothing, and
  -- the browser that asked does not learn the new address.
  update email_proof
  set email = lower(new.email),
    asker = uuid_send(gen_random_uuid()),
    link_hash = null,
    code_hash = null,
    expires_at = least(expires_at, reslot_clock())
  where email = lower(old.email);
  return null;
end
$$;
create trigger customer_has_another_address
  after update of email on customer
  for each row
  when (lower(old.email) <> lower(new.email))
  execute function end_customer_sessions();

-- Live pages of somebody who has signed out are ended.
create function notify_customer_session()
returns trigger
language plpgsql
as $$
begin
  perform pg_notify('access', 'customer:' || old.customer_id);
  return null;
end
$$;
create trigger customer_session_ended
  after delete on customer_session
  for each row execute function notify_customer_session();
