-- Builds warehouse_stock_levels_shop_id_id_key: foreign keys that name the tenant point at it.
-- Not in a transaction.
SET lock_timeout = '2000ms';
SET statement_timeout = '0';
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS warehouse_stock_levels_shop_id_id_key ON public.warehouse_stock_levels (shop_id, id);
