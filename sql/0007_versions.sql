-- What is on offer also depends on hours, exceptions, services and who does them. Every change of
-- those raises the counter of the rules, in its own transaction, so that a day's version grows
-- whatever the reason (R8).
create function raise_rules_version()
returns trigger
language plpgsql
as $$
begin
  update flags set version = version + 1;
  return null;
end
$$;

create trigger working_hours_changed
  after insert or update or delete on working_hours
  for each statement execute function raise_rules_version();
create trigger hours_exception_changed
  after insert or update or delete on hours_exception
  for each statement execute function raise_rules_version();
create trigger service_changed
  after insert or update or delete on service
  for each statement execute function raise_rules_version();
create trigger fieldworker_service_changed
  after insert or update or delete on fieldworker_service
  for each statement execute function raise_rules_version();
create trigger fieldworker_activated
  after insert or delete or update of active on fieldworker
  for each statement execute function raise_rules_version();
