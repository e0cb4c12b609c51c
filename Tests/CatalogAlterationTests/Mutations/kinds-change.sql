CREATE TABLE {s}.turned_{n} (id integer PRIMARY KEY, note text);
-- replaced
CREATE VIEW {s}.turned_{n} AS SELECT {id} AS id FROM {t};
-- replaced
CREATE MATERIALIZED VIEW {s}.turned_{n} AS SELECT {id} AS id FROM {t};
-- replaced
CREATE TABLE {s}.turned_{n} (id integer NOT NULL, note text) PARTITION BY HASH (id);
-- replaced
CREATE SEQUENCE {s}.turned_{n};
-- replaced
CREATE TYPE {s}.turned_{n} AS ENUM ('a');
-- replaced
CREATE TYPE {s}.turned_{n} AS (a integer);
