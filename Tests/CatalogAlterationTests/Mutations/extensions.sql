CREATE EXTENSION IF NOT EXISTS pg_trgm;
ALTER TABLE {t} ADD COLUMN similar_{n} text;
CREATE INDEX similar_{n}_idx ON {t} USING gin (similar_{n} gin_trgm_ops);
-- then
CREATE SCHEMA tools_{n};
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch WITH SCHEMA tools_{n};
COMMENT ON EXTENSION fuzzystrmatch IS 'words alike';
-- then
ALTER EXTENSION fuzzystrmatch SET SCHEMA {s};
