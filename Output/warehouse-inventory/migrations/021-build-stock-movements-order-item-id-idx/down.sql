-- Back: Builds stock_movements_order_item_id_idx: queries find rows of stock_movements by it.
-- Not in a transaction.
SET lock_timeout = '2000ms';
SET statement_timeout = '0';
DROP INDEX CONCURRENTLY IF EXISTS public.stock_movements_order_item_id_idx;
