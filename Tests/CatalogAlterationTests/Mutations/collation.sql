CREATE COLLATION {s}.sorting_{n} (provider = icu, locale = 'de');
ALTER TABLE {t} ADD COLUMN sorted_{n} text COLLATE {s}.sorting_{n};
CREATE INDEX sorted_{n}_idx ON {t} (sorted_{n});
-- then
COMMENT ON COLLATION {s}.sorting_{n} IS 'as in German';
CREATE INDEX sorted_{n}_c_idx ON {t} (sorted_{n} COLLATE "C");
-- then
ALTER TABLE {t} ALTER COLUMN sorted_{n} TYPE text;
-- replaced
CREATE COLLATION {s}.sorting_{n} (provider = icu, locale = 'en', deterministic = false);
ALTER TABLE {t} ADD COLUMN sorted_{n} text COLLATE {s}.sorting_{n};
CREATE INDEX sorted_{n}_idx ON {t} (sorted_{n});
