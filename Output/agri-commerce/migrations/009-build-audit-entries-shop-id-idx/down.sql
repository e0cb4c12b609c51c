-- Back: Builds audit_entries_shop_id_idx: policies find a row's tenant by it.
-- Not in a transaction.
SET lock_timeout = '2000ms';
SET statement_timeout = '0';
DROP INDEX CONCURRENTLY IF EXISTS public.audit_entries_shop_id_idx;
