-- Lets new tables point at account_members: stat_corrections_account_id_proposed_by_fkey, stat_corrections_account_id_decided_by_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
SET LOCAL search_path = public, audit;
ALTER TABLE public.stat_corrections ADD CONSTRAINT stat_corrections_account_id_proposed_by_fkey FOREIGN KEY (account_id, proposed_by) REFERENCES public.account_members (account_id, user_id) ON DELETE RESTRICT NOT VALID;
ALTER TABLE public.stat_corrections ADD CONSTRAINT stat_corrections_account_id_decided_by_fkey FOREIGN KEY (account_id, decided_by) REFERENCES public.account_members (account_id, user_id) ON DELETE RESTRICT NOT VALID;
COMMIT;
