-- Back: Builds customers_shop_id_id_key: foreign keys that name the tenant point at it.
-- Not in a transaction. Its limits are those of the connection: lock_timeout=2000ms, statement_timeout=0.
DROP INDEX CONCURRENTLY IF EXISTS public.customers_shop_id_id_key;
