-- What changes in tables that are there; the models of ../agri-commerce/schema.prisma follow with this release.

-- Until now a movement without an order was a receipt or a write-off; from here on it may be a van between two warehouses.
ALTER TYPE movement_kind ADD VALUE 'TRANSFER' AFTER 'PICK';

-- A shop with a cold store in another zone plans two windows a day; the column holds UTC by agreement only.
ALTER TABLE deliveries ALTER COLUMN planned_at TYPE timestamptz(3) USING planned_at AT TIME ZONE 'UTC';

-- The ledger belongs to a warehouse.
ALTER TABLE stock_movements ALTER COLUMN warehouse_id SET NOT NULL;
ALTER TABLE deliveries RENAME COLUMN dispatched_at TO departed_at;
ALTER TABLE stock_movements
    ADD CONSTRAINT stock_movements_order_item_id_fkey FOREIGN KEY (order_item_id) REFERENCES order_items (id) ON DELETE SET NULL;
CREATE INDEX stock_movements_order_item_id_idx ON stock_movements (order_item_id) WHERE order_item_id IS NOT NULL;
