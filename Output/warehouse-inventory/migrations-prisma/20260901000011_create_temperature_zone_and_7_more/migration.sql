-- Makes what nobody uses yet: add enum temperature_zone, add enum transfer_status, add table warehouses, add table warehouse_stock_levels, add table stock_transfers, add table stock_transfer_items and 2 more.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
CREATE TYPE public.temperature_zone AS ENUM (
  'AMBIENT',
  'CHILLED',
  'FROZEN'
);
CREATE TYPE public.transfer_status AS ENUM (
  'REQUESTED',
  'IN_TRANSIT',
  'RECEIVED',
  'CANCELLED'
);
CREATE TABLE public.warehouses (
  id uuid NOT NULL,
  shop_id uuid NOT NULL,
  code character varying(12) NOT NULL,
  name character varying(120) NOT NULL,
  temperature_zone public.temperature_zone DEFAULT 'CHILLED' NOT NULL,
  street character varying(200),
  postal_code character varying(12),
  city character varying(120),
  country_code character(2),
  is_default boolean DEFAULT false NOT NULL,
  is_deleted boolean DEFAULT false NOT NULL,
  created_at timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  updated_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT warehouses_pkey PRIMARY KEY (id)
);
CREATE TABLE public.warehouse_stock_levels (
  id uuid NOT NULL,
  shop_id uuid NOT NULL,
  warehouse_id uuid NOT NULL,
  product_id uuid NOT NULL,
  lot_id uuid NOT NULL,
  on_hand numeric(12,3) DEFAULT 0 NOT NULL,
  reserved numeric(12,3) DEFAULT 0 NOT NULL,
  in_transit numeric(12,3) DEFAULT 0 NOT NULL,
  version integer DEFAULT 0 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  updated_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT warehouse_stock_levels_pkey PRIMARY KEY (id)
);
CREATE TABLE public.stock_transfers (
  id uuid NOT NULL,
  shop_id uuid NOT NULL,
  number character varying(24) NOT NULL,
  from_warehouse_id uuid NOT NULL,
  to_warehouse_id uuid NOT NULL,
  status public.transfer_status DEFAULT 'REQUESTED' NOT NULL,
  requested_by_id text,
  expected_on date,
  dispatched_at timestamp(3) with time zone,
  received_at timestamp(3) with time zone,
  is_deleted boolean DEFAULT false NOT NULL,
  created_at timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  updated_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT stock_transfers_pkey PRIMARY KEY (id)
);
CREATE TABLE public.stock_transfer_items (
  id uuid NOT NULL,
  transfer_id uuid NOT NULL,
  lot_id uuid NOT NULL,
  quantity numeric(12,3) NOT NULL,
  quantity_received numeric(12,3),
  created_at timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  updated_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT stock_transfer_items_pkey PRIMARY KEY (id)
);
CREATE TABLE public.suppliers (
  id uuid NOT NULL,
  shop_id uuid NOT NULL,
  number character varying(20) NOT NULL,
  name character varying(160) NOT NULL,
  contact_name character varying(160),
  email character varying(254),
  phone character varying(32),
  is_deleted boolean DEFAULT false NOT NULL,
  created_at timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  updated_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT suppliers_pkey PRIMARY KEY (id)
);
CREATE TABLE public.product_suppliers (
  id uuid NOT NULL,
  shop_id uuid NOT NULL,
  product_id uuid NOT NULL,
  supplier_id uuid NOT NULL,
  supplier_sku character varying(40),
  purchase_price numeric(12,4),
  lead_time_days smallint DEFAULT 1 NOT NULL,
  preference smallint DEFAULT 1 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  updated_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT product_suppliers_pkey PRIMARY KEY (id)
);
ALTER TABLE public.warehouse_stock_levels ADD CONSTRAINT warehouse_stock_levels_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES public.warehouses (id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE public.stock_transfers ADD CONSTRAINT stock_transfers_from_warehouse_id_fkey FOREIGN KEY (from_warehouse_id) REFERENCES public.warehouses (id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE public.stock_transfers ADD CONSTRAINT stock_transfers_to_warehouse_id_fkey FOREIGN KEY (to_warehouse_id) REFERENCES public.warehouses (id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE public.stock_transfer_items ADD CONSTRAINT stock_transfer_items_transfer_id_fkey FOREIGN KEY (transfer_id) REFERENCES public.stock_transfers (id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE public.product_suppliers ADD CONSTRAINT product_suppliers_supplier_id_fkey FOREIGN KEY (supplier_id) REFERENCES public.suppliers (id) ON UPDATE CASCADE ON DELETE RESTRICT;
CREATE UNIQUE INDEX IF NOT EXISTS warehouses_shop_id_code_key ON public.warehouses (shop_id, code);
CREATE UNIQUE INDEX IF NOT EXISTS warehouse_stock_levels_warehouse_id_lot_id_key ON public.warehouse_stock_levels (warehouse_id, lot_id);
CREATE INDEX IF NOT EXISTS warehouse_stock_levels_shop_id_product_id_idx ON public.warehouse_stock_levels (shop_id, product_id);
CREATE INDEX IF NOT EXISTS warehouse_stock_levels_product_id_idx ON public.warehouse_stock_levels (product_id);
CREATE INDEX IF NOT EXISTS warehouse_stock_levels_lot_id_idx ON public.warehouse_stock_levels (lot_id);
CREATE UNIQUE INDEX IF NOT EXISTS stock_transfers_shop_id_number_key ON public.stock_transfers (shop_id, number);
CREATE INDEX IF NOT EXISTS stock_transfers_from_warehouse_id_idx ON public.stock_transfers (from_warehouse_id);
CREATE INDEX IF NOT EXISTS stock_transfers_to_warehouse_id_idx ON public.stock_transfers (to_warehouse_id);
CREATE INDEX IF NOT EXISTS stock_transfers_requested_by_id_idx ON public.stock_transfers (requested_by_id);
CREATE UNIQUE INDEX IF NOT EXISTS stock_transfer_items_transfer_id_lot_id_key ON public.stock_transfer_items (transfer_id, lot_id);
CREATE UNIQUE INDEX IF NOT EXISTS suppliers_shop_id_number_key ON public.suppliers (shop_id, number);
CREATE UNIQUE INDEX IF NOT EXISTS product_suppliers_product_id_supplier_id_key ON public.product_suppliers (product_id, supplier_id);
CREATE INDEX IF NOT EXISTS product_suppliers_shop_id_idx ON public.product_suppliers (shop_id);
CREATE INDEX IF NOT EXISTS product_suppliers_supplier_id_idx ON public.product_suppliers (supplier_id);
COMMENT ON TABLE public.warehouses IS 'A place where a shop keeps goods: its own hall, a rented cold store, a cross-dock near a city.';
COMMENT ON COLUMN public.warehouses.code IS 'Printed on pallets and transfer slips; short, so that it can be read from a forklift.';
COMMENT ON COLUMN public.warehouses.is_default IS 'Serves every order and receives every lot for which nobody chose another warehouse.';
COMMENT ON TABLE public.warehouse_stock_levels IS 'What one warehouse holds of one lot. The rows of a lot add up to its row in `stock_levels`, which stays the shop''s total.';
COMMENT ON COLUMN public.warehouse_stock_levels.in_transit IS 'On its way here by transfer; not yet sellable, and no part of `on_hand`.';
COMMENT ON TABLE public.stock_transfers IS 'Goods on their way from one warehouse of a shop to another.';
COMMENT ON COLUMN public.stock_transfer_items.quantity_received IS 'Counted at the ramp; null until then. Less than `quantity` means shrinkage, booked as WRITE_OFF.';
COMMENT ON TABLE public.suppliers IS 'A farm or trader that a shop buys from.';
COMMENT ON COLUMN public.product_suppliers.preference IS '1 is asked first; the next one when it can not deliver in time.';
COMMIT;
