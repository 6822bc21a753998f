-- The one clock that rules are judged by (R3). It is Postgres' own; a session may set
-- `reslot.clock_offset` (an interval), which is how the demo data gets its past and how tests
-- reach a cut-off without waiting for it. The application never sets it.
create function reslot_clock()
returns timestamptz
language sql
volatile
parallel safe
return clock_timestamp()
  + coalesce(nullif(current_setting('reslot.clock_offset', true), ''), '0')::interval;
