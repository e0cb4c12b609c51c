CREATE TYPE status AS ENUM ('open', 'done');
CREATE TABLE customers (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (
  id bigint PRIMARY KEY, customer_id bigint NOT NULL, note text, status status NOT NULL DEFAULT 'open', total integer NOT NULL DEFAULT 0
);
