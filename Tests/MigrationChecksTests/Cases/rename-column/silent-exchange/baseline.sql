CREATE TABLE customers (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (
  id bigint PRIMARY KEY, customer_id bigint, number text, note text, state text NOT NULL DEFAULT 'new', total numeric,
  code varchar(20), note_new varchar(200), placed_at timestamptz
);
