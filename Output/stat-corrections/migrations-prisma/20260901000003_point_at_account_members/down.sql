-- Back: Lets new tables point at account_members: stat_corrections_account_id_proposed_by_fkey, stat_corrections_account_id_decided_by_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stat_corrections DROP CONSTRAINT IF EXISTS stat_corrections_account_id_decided_by_fkey;
ALTER TABLE public.stat_corrections DROP CONSTRAINT IF EXISTS stat_corrections_account_id_proposed_by_fkey;
COMMIT;
