CREATE TYPE status AS ENUM ('new', 'lost', 'done');
CREATE TABLE orders (id bigint PRIMARY KEY, status status NOT NULL DEFAULT 'new', past status[]);
CREATE INDEX orders_open ON orders (id) WHERE status <> 'done';
CREATE VIEW open_orders WITH (security_invoker = true) AS SELECT id, status FROM orders WHERE status <> 'done';
COMMENT ON VIEW open_orders IS 'what is left to do';
CREATE FUNCTION is_open(value status) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT value <> 'done' $$;
CREATE ROLE clerk;
GRANT SELECT ON open_orders TO clerk;
GRANT EXECUTE ON FUNCTION is_open(status) TO clerk;
