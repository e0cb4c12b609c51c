CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  day date NOT NULL DEFAULT current_date,
  note text,
  total integer NOT NULL DEFAULT 0 CHECK (total >= 0),
  doubled integer GENERATED ALWAYS AS (total * 2) STORED,
  UNIQUE (day, customer_id, note)
);
CREATE INDEX orders_customer ON orders (customer_id);
CREATE INDEX orders_total ON orders (total) WHERE total > 10;
CREATE TABLE parcels (
  id bigint PRIMARY KEY, order_id bigint REFERENCES orders (id), day date, customer_id bigint, note text,
  CONSTRAINT parcels_order FOREIGN KEY (day, customer_id, note) REFERENCES orders (day, customer_id, note)
);
CREATE FUNCTION said() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.note := trim(NEW.note); RETURN NEW; END $$;
CREATE TRIGGER orders_said BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION said();
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY orders_all ON orders USING (total >= 0);
CREATE VIEW big AS SELECT id, total FROM orders WHERE total > 100;
CREATE VIEW bigger AS SELECT id FROM big WHERE total > 1000;
GRANT SELECT ON orders TO PUBLIC;
GRANT SELECT ON big TO PUBLIC;
COMMENT ON TABLE orders IS 'What was ordered';
COMMENT ON COLUMN orders.note IS 'Said by the customer';
