ALTER TABLE {t} ADD COLUMN from_{n} integer, ADD COLUMN to_{n} integer;
ALTER TABLE {t} ADD CONSTRAINT apart_{n} EXCLUDE USING gist (int4range(from_{n}, from_{n} + 1) WITH &&)
  WHERE (from_{n} IS NOT NULL);
-- then
COMMENT ON CONSTRAINT apart_{n} ON {t} IS 'no two at once';
COMMENT ON INDEX {s}.apart_{n} IS 'its index';
-- then
ALTER TABLE {t} DROP CONSTRAINT apart_{n};
ALTER TABLE {t} ADD CONSTRAINT apart_{n} EXCLUDE USING hash (to_{n} WITH =) WITH (fillfactor = 60)
  DEFERRABLE INITIALLY DEFERRED;
