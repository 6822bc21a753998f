-- What web nodes are told, so that open pages follow (R8). Each channel says which thing changed
-- and nothing about it: who listens reads it again. Sent on commit, and only then.

-- occupancy: "fieldworker:from:until", in epoch seconds.
create function notify_occupancy()
returns trigger
language plpgsql
as $$
begin
  if tg_op <> 'INSERT' then
    perform pg_notify('occupancy', concat_ws(':',
      old.fieldworker_id,
      floor(extract(epoch from old.starts_at)),
      ceil(extract(epoch from old.ends_at))
    ));
  end if;
  if tg_op <> 'DELETE' then
    perform pg_notify('occupancy', concat_ws(':',
      new.fieldworker_id,
      floor(extract(epoch from new.starts_at)),
      ceil(extract(epoch from new.ends_at))
    ));
  end if;
  return null;
end
$$;
create trigger occupancy_notifies
  after insert or update or delete on occupancy
  for each row execute function notify_occupancy();

-- rules: hours, exceptions, services, who does them, the business and its flags. The counter of the
-- rules is in the flags' row, so whatever raises it comes through here.
-- So the row has to be there from the start.
insert into flags default values
on conflict do nothing;
create function notify_rules()
returns trigger
language plpgsql
as $$
begin
  perform pg_notify('rules', new.version::text);
  return null;
end
$$;
create trigger flags_notify
  after insert or update on flags
  for each row execute function notify_rules();
create trigger business_changed
  after insert or update on business
  for each statement execute function raise_rules_version();

-- A fieldworker who is removed takes their counter along: the rules' makes up for it, or the
-- version of what is on offer would shrink.
create function keep_version_of_removed_fieldworker()
returns trigger
language plpgsql
as $$
begin
  update flags set version = version + old.occupancy_version;
  return null;
end
$$;
create trigger fieldworker_removed
  after delete on fieldworker
  for each row execute function keep_version_of_removed_fieldworker();

-- booking: its id, whatever of it changed.
create function notify_booking()
returns trigger
language plpgsql
as $$
begin
  perform pg_notify('booking', new.id::text);
  return null;
end
$$;
create trigger booking_notifies
  after insert or update on booking
  for each row execute function notify_booking();

-- hold: when the next one expires may have changed.
create function notify_hold()
returns trigger
language plpgsql
as $$
begin
  perform pg_notify('hold', '');
  return null;
end
$$;
create trigger hold_notifies
  after insert or update or delete on hold
  for each row execute function notify_hold();

-- access: "link:booking" or "staff:id". Somebody may have to leave who was let in before.
create function notify_access()
returns trigger
language plpgsql
as $$
begin
  if tg_table_name = 'manage_link' then
    perform pg_notify('access', 'link:' || new.booking_id);
  else
    perform pg_notify('access', 'staff:' || old.staff_id);
  end if;
  return null;
end
$$;
create trigger manage_link_revoked
  after update of revoked_at on manage_link
  for each row execute function notify_access();
create trigger staff_session_ended
  after delete on staff_session
  for each row execute function notify_access();

create function notify_staff()
returns trigger
language plpgsql
as $$
begin
  perform pg_notify('access', 'staff:' || old.id);
  return null;
end
$$;
create trigger staff_changed
  after update of role or delete on staff
  for each row execute function notify_staff();
