-- Builds deliveries_shop_id_planned_at_idx_new: deliveries_shop_id_planned_at_idx on planned_at_new.
-- Not in a transaction. Its limits are those of the connection: lock_timeout=2000ms, statement_timeout=0.
CREATE INDEX CONCURRENTLY IF NOT EXISTS deliveries_shop_id_planned_at_idx_new ON public.deliveries (shop_id, planned_at_new);
