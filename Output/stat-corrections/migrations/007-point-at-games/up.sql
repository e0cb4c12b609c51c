-- Lets new tables point at games: stat_corrections_account_id_game_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
SET LOCAL search_path = public, audit;
ALTER TABLE public.stat_corrections ADD CONSTRAINT stat_corrections_account_id_game_id_fkey FOREIGN KEY (account_id, game_id) REFERENCES public.games (account_id, id) ON DELETE RESTRICT NOT VALID;
COMMIT;
