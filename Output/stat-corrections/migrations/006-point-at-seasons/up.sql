-- Lets new tables point at seasons: standings_refreshes_account_id_season_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
SET LOCAL search_path = public, audit;
ALTER TABLE public.standings_refreshes ADD CONSTRAINT standings_refreshes_account_id_season_id_fkey FOREIGN KEY (account_id, season_id) REFERENCES public.seasons (account_id, id) ON DELETE CASCADE NOT VALID;
COMMIT;
