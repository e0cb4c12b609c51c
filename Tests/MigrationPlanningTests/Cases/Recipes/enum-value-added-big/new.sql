CREATE TYPE state AS ENUM ('new', 'open', 'paid', 'closed', 'lost');
CREATE TABLE orders (id bigint PRIMARY KEY, state state NOT NULL DEFAULT 'open', was state);
CREATE INDEX orders_state ON orders (state) WHERE state <> 'closed';
CREATE TABLE notes (id bigint PRIMARY KEY, about state NOT NULL);
CREATE VIEW paid AS SELECT id FROM orders WHERE state = 'paid';
CREATE TABLE changes (id bigint PRIMARY KEY, became state NOT NULL);
