-- What is known of somebody's way here, for the mail to go by it too.

-- Where whoever booked, or moved it last as its customer, read its times: a zone's IANA name. Null is
-- the business's own, whatever that is by then. Mails say their times in it where the customer's
-- profile names none.
alter table booking
  add column time_zone text check (length(time_zone) <= 64 and time_zone ~ '^[A-Za-z][A-Za-z0-9_+/-]*$');

-- The page of the customer's side that somebody wanted when they asked to sign in: the mail's link leads
-- there, wherever it is opened. It holds no secret of another link (R5).
alter table email_proof
  add column next text check (
    length(next) <= 300
    and next ~ '^/(portal/[^?#]+|book(\?[^#]*)?)$'
    and next !~ '[A-Za-z0-9_-]{32}'
  );

-- As in 0012, and nobody is led anywhere by a proof that opens nothing.
create or replace function end_customer_sessions()
returns trigger
language plpgsql
as $$
begin
  delete from customer_session where customer_id = new.id;
  delete from email_proof p
  where p.email = lower(old.email)
    and not exists (select from mail where mail.proof_id = p.id);
  update email_proof
  set email = lower(new.email),
    asker = uuid_send(gen_random_uuid()),
    link_hash = null,
    code_hash = null,
    next = null,
    expires_at = least(expires_at, reslot_clock())
  where email = lower(old.email);
  return null;
end
$$;
