-- Back: Builds stock_movements_order_item_id_idx: queries find rows of stock_movements by it.
-- Not in a transaction. Its limits are those of the connection: lock_timeout=2000ms, statement_timeout=0.
DROP INDEX CONCURRENTLY IF EXISTS public.stock_movements_order_item_id_idx;
