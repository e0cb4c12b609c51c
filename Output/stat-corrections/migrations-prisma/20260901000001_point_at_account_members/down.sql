-- Back: Lets new tables point at account_members: add foreign key stat_corrections_account_id_proposed_by_fkey on stat_corrections, add foreign key stat_corrections_account_id_decided_by_fkey on stat_corrections.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.stat_corrections DROP CONSTRAINT IF EXISTS stat_corrections_account_id_decided_by_fkey;
ALTER TABLE public.stat_corrections DROP CONSTRAINT IF EXISTS stat_corrections_account_id_proposed_by_fkey;
COMMIT;
