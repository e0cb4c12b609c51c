ALTER TABLE orders ADD COLUMN payer_id bigint REFERENCES customers;
CREATE INDEX CONCURRENTLY orders_payer ON orders (payer_id) WHERE payer_id IS NOT NULL;
