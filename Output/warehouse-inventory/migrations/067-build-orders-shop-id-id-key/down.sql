-- Back: Builds orders_shop_id_id_key: foreign keys that name the tenant point at it.
-- Not in a transaction.
SET lock_timeout = '2000ms';
SET statement_timeout = '0';
DROP INDEX CONCURRENTLY IF EXISTS public.orders_shop_id_id_key;
