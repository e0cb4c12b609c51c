-- 1. While the application runs: keys and a proof for the rows that are there.

CREATE UNIQUE INDEX CONCURRENTLY stock_movements_pkey_before_2026_10 ON public.stock_movements (id, occurred_at);

ALTER TABLE public.stock_movements ADD CONSTRAINT stock_movements_before_2026_10 CHECK (occurred_at < '2026-10-01 00:00:00+00') NOT VALID;
ALTER TABLE public.stock_movements VALIDATE CONSTRAINT stock_movements_before_2026_10;

-- 2. The swap, before 2026-10-01: from then on the check above refuses rows. Nothing is copied or scanned.

BEGIN;
SET LOCAL lock_timeout = '2000ms';

ALTER TABLE public.stock_movements RENAME TO stock_movements_before_2026_10;

ALTER TABLE public.stock_movements_before_2026_10 DROP CONSTRAINT stock_movements_pkey;

ALTER TABLE public.stock_movements_before_2026_10 ADD CONSTRAINT stock_movements_pkey_before_2026_10 PRIMARY KEY USING INDEX stock_movements_pkey_before_2026_10;

ALTER INDEX public.stock_movements_shop_id_occurred_at_idx RENAME TO stock_movements_shop_id_occurred_at_idx_before_2026_10;

ALTER INDEX public.stock_movements_product_id_idx RENAME TO stock_movements_product_id_idx_before_2026_10;

ALTER INDEX public.stock_movements_lot_id_idx RENAME TO stock_movements_lot_id_idx_before_2026_10;

ALTER INDEX public.stock_movements_recorded_by_id_idx RENAME TO stock_movements_recorded_by_id_idx_before_2026_10;

ALTER INDEX public.stock_movements_order_item_id_idx RENAME TO stock_movements_order_item_id_idx_before_2026_10;

CREATE TABLE public.stock_movements (
  id uuid NOT NULL,
  shop_id uuid NOT NULL,
  product_id uuid NOT NULL,
  lot_id uuid NOT NULL,
  kind public.movement_kind NOT NULL,
  quantity numeric(12,3) NOT NULL,
  order_item_id uuid,
  reason character varying(200),
  recorded_by_id text,
  occurred_at timestamp(3) with time zone NOT NULL,
  created_at timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  updated_at timestamp(3) with time zone NOT NULL,
  warehouse_id uuid NOT NULL,
  CONSTRAINT stock_movements_pkey PRIMARY KEY (id, occurred_at)
) PARTITION BY RANGE (occurred_at);

CREATE INDEX stock_movements_shop_id_occurred_at_idx ON public.stock_movements (shop_id, occurred_at);

CREATE INDEX stock_movements_product_id_idx ON public.stock_movements (product_id);

CREATE INDEX stock_movements_lot_id_idx ON public.stock_movements (lot_id);

CREATE INDEX stock_movements_recorded_by_id_idx ON public.stock_movements (recorded_by_id);

CREATE INDEX stock_movements_order_item_id_idx ON public.stock_movements (order_item_id) WHERE order_item_id IS NOT NULL;

ALTER TABLE public.stock_movements ADD CONSTRAINT stock_movements_recorded_by_id_fkey FOREIGN KEY (recorded_by_id) REFERENCES public."user" (id) ON UPDATE CASCADE ON DELETE SET NULL;

ALTER TABLE public.stock_movements ADD CONSTRAINT stock_movements_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES public.shops (id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE public.stock_movements ADD CONSTRAINT stock_movements_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.products (id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE public.stock_movements ADD CONSTRAINT stock_movements_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES public.lots (id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE public.stock_movements ADD CONSTRAINT stock_movements_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES public.warehouses (id) ON UPDATE CASCADE ON DELETE RESTRICT;

ALTER TABLE public.stock_movements ADD CONSTRAINT stock_movements_order_item_id_fkey FOREIGN KEY (order_item_id) REFERENCES public.order_items (id) ON DELETE SET NULL;

COMMENT ON TABLE public.stock_movements IS 'The stock ledger: one row for each change of `stock_levels.on_hand`, never updated.';

COMMENT ON COLUMN public.stock_movements.quantity IS 'Signed: receipts and returns are positive, picks and write-offs negative.';

COMMENT ON COLUMN public.stock_movements.warehouse_id IS 'Where the goods were when they moved; null on rows older than this feature until the backfill has passed.';

ALTER TABLE public.stock_movements ATTACH PARTITION public.stock_movements_before_2026_10 FOR VALUES FROM (MINVALUE) TO ('2026-10-01 00:00:00+00');

CREATE TABLE public.stock_movements_2026_10 PARTITION OF public.stock_movements FOR VALUES FROM ('2026-10-01 00:00:00+00') TO ('2026-11-01 00:00:00+00');

CREATE TABLE public.stock_movements_2026_11 PARTITION OF public.stock_movements FOR VALUES FROM ('2026-11-01 00:00:00+00') TO ('2026-12-01 00:00:00+00');

CREATE TABLE public.stock_movements_2026_12 PARTITION OF public.stock_movements FOR VALUES FROM ('2026-12-01 00:00:00+00') TO ('2027-01-01 00:00:00+00');

COMMIT;
