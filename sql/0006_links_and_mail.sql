-- The secret address of one booking (R5): only the SHA-256 of the secret is kept.
create table manage_link (
  token_hash bytea primary key,
  booking_id bigint not null references booking on delete cascade,
  created_at timestamptz not null default reslot_clock(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index manage_link_by_booking on manage_link (booking_id);

-- The Email log. A mail is a row and a job, both made in the transaction that caused them, and
-- says which version of the booking it tells of (R6). `kept` is a mail that was rendered but not
-- sent, because there is no Mailgun key: the log is then where it is read.
create table mail (
  id              bigint generated always as identity primary key,
  booking_id      bigint not null references booking on delete cascade,
  booking_version integer not null,
  kind            text not null check (kind in ('confirmation', 'rescheduled', 'cancelled')),
  to_email        text not null,
  to_name         text not null,
  state           text not null default 'queued'
                  check (state in ('queued', 'sending', 'sent', 'kept', 'superseded', 'failed')),
  attempts        integer not null default 0,
  subject         text,
  html            text,
  body            text,
  message_id      text unique,
  problem         text,
  attempted_at    timestamptz,
  created_at      timestamptz not null default reslot_clock(),
  settled_at      timestamptz
);
create index mail_by_booking on mail (booking_id, id);
create index mail_by_time on mail (created_at, id);
create index mail_by_state on mail (state, created_at, id);
create index mail_by_words on mail using gin ((to_name || ' ' || to_email) gin_trgm_ops);
