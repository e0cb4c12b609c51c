CREATE INDEX ON notes (n);

CREATE INDEX i ON notes (n);

CREATE UNIQUE INDEX i ON notes (n) WHERE n > 0;

CREATE INDEX i ON notes (lower(body), n DESC);

CREATE INDEX i ON notes USING hash (body);

CREATE INDEX IF NOT EXISTS customers_name ON customers (name);

CREATE INDEX IF NOT EXISTS i ON customers (name);

CREATE INDEX i ON sales.items (product);

CREATE INDEX i ON events (customer_id);

CREATE INDEX i ON ONLY events (customer_id);

CREATE INDEX i ON readings (kind);

CREATE INDEX i ON readings_c (kind);

CREATE INDEX i ON animals (name);

CREATE INDEX i ON totals (total);

CREATE INDEX CONCURRENTLY i ON notes (n);

CREATE INDEX CONCURRENTLY IF NOT EXISTS customers_name ON customers (name);

CREATE INDEX CONCURRENTLY i ON events_2024 (customer_id);

DROP INDEX customers_name;

DROP INDEX customers_name, customers_lower;

DROP INDEX IF EXISTS missing;

DROP INDEX orders_customer;

DROP INDEX events_body;

DROP INDEX totals_customer;

DROP INDEX CONCURRENTLY customers_name;

DROP INDEX CONCURRENTLY IF EXISTS missing;

DROP INDEX CONCURRENTLY IF EXISTS customers_lower;

ALTER INDEX customers_name RENAME TO i;

ALTER INDEX customers_pkey RENAME TO i;

ALTER INDEX IF EXISTS missing RENAME TO i;

ALTER INDEX customers_name SET (fillfactor = 80);

ALTER INDEX customers_name RESET (fillfactor);

ALTER INDEX customers_lower ALTER COLUMN 1 SET STATISTICS 100;

ALTER INDEX readings_only ATTACH PARTITION readings_a_value;

ALTER INDEX events_body RENAME TO i;

ALTER TABLE customers RENAME CONSTRAINT customers_email_key TO k;

REINDEX INDEX customers_name;

REINDEX INDEX customers_pkey;

REINDEX TABLE customers;

REINDEX TABLE notes;

REINDEX TABLE scratch;

REINDEX INDEX CONCURRENTLY customers_name;

REINDEX TABLE CONCURRENTLY orders;

REINDEX TABLE CONCURRENTLY notes;

CLUSTER customers USING customers_name;

CLUSTER orders USING orders_pkey;

ALTER TABLE customers CLUSTER ON customers_name;

ALTER TABLE customers SET WITHOUT CLUSTER;

