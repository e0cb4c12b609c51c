-- Builds orders_shop_id_id_key: foreign keys that name the tenant point at it.
-- Not in a transaction. Its limits are those of the connection: lock_timeout=2000ms, statement_timeout=0.
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS orders_shop_id_id_key ON public.orders (shop_id, id);
