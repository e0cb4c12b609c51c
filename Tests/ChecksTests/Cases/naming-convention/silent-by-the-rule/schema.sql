CREATE TYPE state AS ENUM ('OPEN', 'IN_TRANSIT', 'V2');
CREATE TABLE orders (id bigint PRIMARY KEY, address_line1 text, state state, due_on date);
CREATE TABLE people (id bigint PRIMARY KEY);
CREATE TABLE order_history (id bigint PRIMARY KEY);
CREATE TABLE addresses (id bigint PRIMARY KEY);
CREATE INDEX idx_orders_due_on ON orders (due_on);
CREATE INDEX orders_lower ON orders (lower(address_line1));
