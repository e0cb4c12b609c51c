ALTER TABLE {t} ADD COLUMN net_{n} integer, ADD COLUMN tax_{n} integer,
  ADD COLUMN gross_{n} integer GENERATED ALWAYS AS (net_{n} + tax_{n}) STORED;
-- then
ALTER TABLE {t} DROP COLUMN gross_{n};
ALTER TABLE {t} ADD COLUMN gross_{n} integer GENERATED ALWAYS AS (net_{n} * 2 + tax_{n}) STORED;
CREATE INDEX gross_{n}_idx ON {t} (gross_{n});
-- then
ALTER TABLE {t} DROP COLUMN gross_{n};
ALTER TABLE {t} ALTER COLUMN net_{n} TYPE bigint;
ALTER TABLE {t} ADD COLUMN gross_{n} bigint GENERATED ALWAYS AS (net_{n} * 2 + tax_{n}) STORED;
-- then
ALTER TABLE {t} ALTER COLUMN gross_{n} DROP EXPRESSION;
