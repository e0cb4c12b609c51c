CREATE TYPE state AS ENUM ('open', 'paid', 'closed');
CREATE TABLE orders (id bigint PRIMARY KEY, state state NOT NULL DEFAULT 'open', was state);
CREATE INDEX orders_state ON orders (state) WHERE state <> 'closed';
CREATE TABLE notes (id bigint PRIMARY KEY, about state NOT NULL);
CREATE VIEW paid AS SELECT id FROM orders WHERE state = 'paid';
