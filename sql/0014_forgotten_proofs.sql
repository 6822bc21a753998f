-- A proof that is over and was mailed to a customer stays to say whose the mail in the log is, and
-- follows their address; it is nobody's to use. What proved it is gone from it by then (its hashes, the
-- browser that asked, the way on), and whoever tidies up does not come by it again.
alter table email_proof add column kept boolean not null default false;

drop index email_proof_of_strangers;
create index email_proof_to_forget on email_proof (purpose, expires_at) where answered and not kept;
