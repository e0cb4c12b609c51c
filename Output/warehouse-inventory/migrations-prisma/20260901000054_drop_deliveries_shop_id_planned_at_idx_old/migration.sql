-- Drops deliveries_shop_id_planned_at_idx_old, while rows are written.
-- Not in a transaction. Its limits are those of the connection: lock_timeout=2000ms, statement_timeout=0.
DROP INDEX CONCURRENTLY IF EXISTS public.deliveries_shop_id_planned_at_idx_old;
