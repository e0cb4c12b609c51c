-- 1. While the application runs: the keys without the time, for the rows that are there.

CREATE UNIQUE INDEX CONCURRENTLY stock_movements_pkey_whole ON public.stock_movements_before_2026_10 (id);

-- 2. The old table again; the rows that came since the swap are copied while writers wait.

BEGIN;
SET LOCAL lock_timeout = '2000ms';

ALTER TABLE public.stock_movements DETACH PARTITION public.stock_movements_before_2026_10;

ALTER TABLE public.stock_movements RENAME TO stock_movements_partitioned;

ALTER TABLE public.stock_movements_before_2026_10 RENAME TO stock_movements;

ALTER TABLE public.stock_movements DROP CONSTRAINT stock_movements_before_2026_10;

INSERT INTO public.stock_movements (id, shop_id, product_id, lot_id, kind, quantity, order_item_id, reason, recorded_by_id, occurred_at, created_at, updated_at, warehouse_id) SELECT id, shop_id, product_id, lot_id, kind, quantity, order_item_id, reason, recorded_by_id, occurred_at, created_at, updated_at, warehouse_id FROM public.stock_movements_partitioned;

DROP TABLE public.stock_movements_partitioned;

ALTER TABLE public.stock_movements DROP CONSTRAINT stock_movements_pkey_before_2026_10;

ALTER TABLE public.stock_movements ADD CONSTRAINT stock_movements_pkey PRIMARY KEY USING INDEX stock_movements_pkey_whole;

ALTER INDEX public.stock_movements_shop_id_occurred_at_idx_before_2026_10 RENAME TO stock_movements_shop_id_occurred_at_idx;

ALTER INDEX public.stock_movements_product_id_idx_before_2026_10 RENAME TO stock_movements_product_id_idx;

ALTER INDEX public.stock_movements_lot_id_idx_before_2026_10 RENAME TO stock_movements_lot_id_idx;

ALTER INDEX public.stock_movements_recorded_by_id_idx_before_2026_10 RENAME TO stock_movements_recorded_by_id_idx;

ALTER INDEX public.stock_movements_order_item_id_idx_before_2026_10 RENAME TO stock_movements_order_item_id_idx;

COMMIT;
