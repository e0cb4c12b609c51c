-- Builds stock_movements_order_item_id_idx: queries find rows of stock_movements by it.
-- Not in a transaction.
SET lock_timeout = '2000ms';
SET statement_timeout = '0';
CREATE INDEX CONCURRENTLY IF NOT EXISTS stock_movements_order_item_id_idx ON public.stock_movements (order_item_id) WHERE order_item_id IS NOT NULL;
