-- Back: Lets new tables point at seasons: standings_refreshes_account_id_season_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.standings_refreshes DROP CONSTRAINT IF EXISTS standings_refreshes_account_id_season_id_fkey;
COMMIT;
