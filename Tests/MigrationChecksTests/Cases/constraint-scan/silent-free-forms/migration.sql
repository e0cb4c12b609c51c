ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0) NOT VALID;
ALTER TABLE orders ADD COLUMN parent_id bigint REFERENCES customers (id);
CREATE TABLE notes (id bigint PRIMARY KEY, order_id bigint REFERENCES orders CHECK (order_id > 0));
