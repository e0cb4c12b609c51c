-- Builds audit_entries_shop_id_idx: policies find a row's tenant by it.
-- Not in a transaction.
SET lock_timeout = '2000ms';
SET statement_timeout = '0';
CREATE INDEX CONCURRENTLY IF NOT EXISTS audit_entries_shop_id_idx ON public.audit_entries (shop_id);
