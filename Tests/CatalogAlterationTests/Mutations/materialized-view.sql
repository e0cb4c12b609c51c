ALTER TABLE {t} ADD COLUMN sum_{n} integer;
CREATE MATERIALIZED VIEW {s}.sums_{n} AS SELECT {id} AS id, sum_{n} FROM {t};
CREATE UNIQUE INDEX sums_{n}_idx ON {s}.sums_{n} (id);
-- then
ALTER MATERIALIZED VIEW {s}.sums_{n} SET (fillfactor = 60);
ALTER MATERIALIZED VIEW {s}.sums_{n} ALTER COLUMN sum_{n} SET STATISTICS 200;
ALTER MATERIALIZED VIEW {s}.sums_{n} CLUSTER ON sums_{n}_idx;
COMMENT ON MATERIALIZED VIEW {s}.sums_{n} IS 'sums';
-- then
DROP MATERIALIZED VIEW {s}.sums_{n};
CREATE MATERIALIZED VIEW {s}.sums_{n} AS SELECT {id} AS id, sum_{n} * 2 AS sum_{n} FROM {t} WITH NO DATA;
CREATE INDEX sums_{n}_idx ON {s}.sums_{n} (sum_{n}) WHERE sum_{n} > 4;
-- then
REFRESH MATERIALIZED VIEW {s}.sums_{n};
CREATE VIEW {s}.over_sums_{n} AS SELECT id FROM {s}.sums_{n};
