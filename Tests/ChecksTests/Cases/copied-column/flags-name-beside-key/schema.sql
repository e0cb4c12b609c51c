CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL, vat_number text);
CREATE TABLE orders (
  id bigint PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers (id) ON DELETE RESTRICT,
  customer_name text NOT NULL,
  customer_vat_number text
);
CREATE INDEX orders_customer_id ON orders (customer_id);
