-- On the way back: builds games_share_key_key, while rows are written.
-- Not in a transaction. Its limits are those of the connection: lock_timeout=2000ms, statement_timeout=0.
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS games_share_key_key ON public.games (share_key);
