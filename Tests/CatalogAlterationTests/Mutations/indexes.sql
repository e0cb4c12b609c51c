ALTER TABLE {t} ADD COLUMN word_{n} text, ADD COLUMN rank_{n} integer, ADD COLUMN tags_{n} text[];
CREATE INDEX word_{n}_idx ON {t} (word_{n} text_pattern_ops, rank_{n} DESC);
CREATE INDEX tags_{n}_idx ON {t} USING gin (tags_{n}) WITH (fastupdate = off);
CREATE INDEX rank_{n}_idx ON {t} USING brin (rank_{n}) WITH (pages_per_range = 16);
-- then
DROP INDEX {s}.word_{n}_idx;
CREATE UNIQUE INDEX word_{n}_idx ON {t} (lower(word_{n}), rank_{n} DESC NULLS LAST) INCLUDE ({id})
  WITH (deduplicate_items = off) WHERE rank_{n} > 5;
ALTER INDEX {s}.word_{n}_idx ALTER COLUMN 1 SET STATISTICS 500;
COMMENT ON INDEX {s}.word_{n}_idx IS 'words';
-- then
ALTER INDEX {s}.tags_{n}_idx SET (fastupdate = on, gin_pending_list_limit = 128);
ALTER INDEX {s}.rank_{n}_idx RESET (pages_per_range);
ALTER INDEX {s}.word_{n}_idx ALTER COLUMN 1 SET STATISTICS -1;
-- then
DROP INDEX {s}.word_{n}_idx;
CREATE UNIQUE INDEX word_{n}_idx ON {t} (word_{n} COLLATE "C" NULLS FIRST) NULLS NOT DISTINCT;
CREATE INDEX hashed_{n}_idx ON {t} USING hash (word_{n});
