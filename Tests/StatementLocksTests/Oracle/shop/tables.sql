CREATE TABLE a (id integer);

CREATE TABLE a (id serial PRIMARY KEY, n integer UNIQUE);

CREATE TABLE a (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id bigint REFERENCES customers);

CREATE TABLE IF NOT EXISTS customers (id integer);

CREATE TABLE IF NOT EXISTS a (id integer REFERENCES orders (id), customer_id bigint REFERENCES customers (id));

CREATE TABLE sales.a (id bigint PRIMARY KEY REFERENCES customers);

CREATE TABLE a (id integer PRIMARY KEY, parent integer REFERENCES a);

CREATE TEMP TABLE a (id integer PRIMARY KEY);

CREATE TEMP TABLE a AS SELECT * FROM notes;

CREATE UNLOGGED TABLE a (id integer);

CREATE TABLE a (LIKE customers);

CREATE TABLE a (LIKE customers INCLUDING ALL);

CREATE TABLE a (LIKE orders INCLUDING INDEXES);

CREATE TABLE a (x text) INHERITS (animals);

CREATE TABLE a (x integer, EXCLUDE USING gist (x WITH =));

CREATE TABLE a AS SELECT id, name FROM customers;

CREATE TABLE a AS SELECT 1 AS x;

CREATE TABLE a AS TABLE notes WITH NO DATA;

CREATE TABLE IF NOT EXISTS customers AS SELECT 1 AS x;

SELECT * INTO a FROM notes;

CREATE TABLE a (id integer, at date) PARTITION BY RANGE (at);

CREATE TABLE a (id integer, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);

CREATE TABLE events_2028 PARTITION OF events FOR VALUES FROM ('2028-01-01') TO ('2029-01-01');

CREATE TABLE events_2029 PARTITION OF events (body DEFAULT 'x') FOR VALUES FROM ('2029-01-01') TO ('2030-01-01');

CREATE TABLE readings_e PARTITION OF readings FOR VALUES IN ('e');

CREATE TABLE readings_rest PARTITION OF readings DEFAULT;

CREATE TABLE IF NOT EXISTS events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

CREATE TABLE a (event_id bigint, event_at date, FOREIGN KEY (event_id, event_at) REFERENCES events (id, at));

CREATE TABLE a (m mood, p positive DEFAULT 1, CHECK (p > 2));

CREATE TABLE a OF address;

DROP TABLE notes;

DROP TABLE orders CASCADE;

DROP TABLE customers CASCADE;

DROP TABLE sales.items;

DROP TABLE IF EXISTS missing;

DROP TABLE IF EXISTS missing, notes, bookings;

DROP TABLE events CASCADE;

DROP TABLE event_links;
DROP TABLE events_2024;

DROP TABLE event_links;
DROP TABLE events_rest;

DROP TABLE readings;

DROP TABLE puppies;

DROP TABLE animals CASCADE;

DROP TABLE event_links;

DROP TABLE scratch, logins;

ALTER TABLE notes SET SCHEMA archive;

ALTER TABLE customers SET SCHEMA archive;

ALTER TABLE orders SET SCHEMA sales;

ALTER TABLE customers OWNER TO reporting;

ALTER TABLE notes OWNER TO reporting;

ALTER TABLE notes SET (fillfactor = 70);

ALTER TABLE notes SET (autovacuum_enabled = false, fillfactor = 90);

ALTER TABLE notes RESET (fillfactor);

ALTER TABLE notes SET (user_catalog_table = true);

ALTER TABLE notes SET (toast.autovacuum_enabled = false);

ALTER TABLE notes SET UNLOGGED;

ALTER TABLE notes SET LOGGED;

ALTER TABLE bookings SET UNLOGGED;

ALTER TABLE scratch SET LOGGED;

ALTER TABLE notes SET TABLESPACE pg_default;

ALTER TABLE notes SET ACCESS METHOD heap;

ALTER TABLE customers REPLICA IDENTITY FULL;

ALTER TABLE customers REPLICA IDENTITY USING INDEX customers_pkey;

ALTER TABLE customers REPLICA IDENTITY DEFAULT;

ALTER TABLE notes ENABLE ROW LEVEL SECURITY;

ALTER TABLE notes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

ALTER TABLE orders DISABLE ROW LEVEL SECURITY;

ALTER TABLE orders DISABLE TRIGGER orders_touch;

ALTER TABLE orders ENABLE TRIGGER ALL;

ALTER TABLE orders ENABLE ALWAYS TRIGGER orders_touch;

ALTER TABLE logins DISABLE RULE logins_kept;

ALTER TABLE cats INHERIT animals;

ALTER TABLE dogs NO INHERIT animals;

CREATE TABLE homes (street text, city text);
ALTER TABLE homes OF address;

ALTER TABLE scratch SET WITHOUT OIDS;

ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

ALTER TABLE events ATTACH PARTITION events_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');

ALTER TABLE readings ATTACH PARTITION readings_d FOR VALUES IN ('d');

ALTER TABLE readings ATTACH PARTITION readings_d DEFAULT;

DROP TABLE event_links;
ALTER TABLE events DETACH PARTITION events_2024;

ALTER TABLE events DETACH PARTITION events_rest;

ALTER TABLE readings DETACH PARTITION readings_a;

ALTER TABLE readings_c DETACH PARTITION readings_c0;

TRUNCATE notes;

TRUNCATE customers CASCADE;

TRUNCATE orders, sales.items;

TRUNCATE events CASCADE;

TRUNCATE ONLY animals;

TRUNCATE animals;

TRUNCATE notes RESTART IDENTITY;

TRUNCATE orders RESTART IDENTITY CASCADE;

LOCK TABLE notes;

LOCK TABLE notes IN SHARE MODE;

LOCK TABLE events IN ROW EXCLUSIVE MODE;

LOCK TABLE ONLY animals IN SHARE UPDATE EXCLUSIVE MODE;

LOCK TABLE order_names IN ACCESS SHARE MODE;

ANALYZE notes;

ANALYZE customers;

ANALYZE events;

ANALYZE animals;

