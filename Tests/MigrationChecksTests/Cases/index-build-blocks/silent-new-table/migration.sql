CREATE TABLE notes (id bigint PRIMARY KEY, order_id bigint);
CREATE INDEX notes_order ON notes (order_id);
CREATE INDEX CONCURRENTLY orders_number ON orders (number);
