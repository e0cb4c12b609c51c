CREATE EXTENSION pg_trgm;
CREATE TABLE orders (
  id bigint PRIMARY KEY, shop_id bigint NOT NULL, number text NOT NULL, status text NOT NULL, note text, total numeric);
-- A unique index enforces what a wider one does not.
CREATE UNIQUE INDEX orders_number ON orders (number);
CREATE INDEX orders_number_shop ON orders (number, shop_id);
-- Other method, operator class, condition, expression, direction mix, included columns.
CREATE INDEX orders_shop_hash ON orders USING hash (shop_id);
CREATE INDEX orders_shop_total ON orders (shop_id, total);
CREATE INDEX orders_note ON orders (note);
CREATE INDEX orders_note_pattern ON orders (note text_pattern_ops, id);
CREATE INDEX orders_note_trgm ON orders USING gin (note gin_trgm_ops);
CREATE INDEX orders_status_open ON orders (status) WHERE status <> 'DONE';
CREATE INDEX orders_status ON orders (status, total);
CREATE INDEX orders_lower ON orders (lower(note));
CREATE INDEX orders_id_covering ON orders (id) INCLUDE (total);
CREATE INDEX orders_mix ON orders (total, id DESC);
CREATE INDEX orders_mix_other ON orders (total, id, shop_id);
