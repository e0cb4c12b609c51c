ALTER TABLE {t} ADD COLUMN a_{n} smallint DEFAULT 3, ADD COLUMN b_{n} varchar(10) DEFAULT 'x',
  ADD COLUMN c_{n} timestamp DEFAULT now(), ADD COLUMN d_{n} numeric(8,2), ADD COLUMN e_{n} text DEFAULT '{}';
CREATE INDEX a_{n}_idx ON {t} (a_{n}, b_{n});
ALTER TABLE {t} ADD CONSTRAINT a_{n}_check CHECK (a_{n} < 30000);
-- then
ALTER TABLE {t} ALTER COLUMN a_{n} TYPE bigint, ALTER COLUMN b_{n} TYPE varchar(30), ALTER COLUMN d_{n} TYPE numeric;
ALTER TABLE {t} ALTER COLUMN c_{n} TYPE timestamptz;
CREATE VIEW {s}.typed_{n} AS SELECT {id}, a_{n}, b_{n}, c_{n} FROM {t} WHERE a_{n} > 1;
-- then
DROP VIEW {s}.typed_{n};
ALTER TABLE {t} ALTER COLUMN a_{n} DROP DEFAULT;
ALTER TABLE {t} DROP CONSTRAINT a_{n}_check;
ALTER TABLE {t} ALTER COLUMN a_{n} TYPE text;
ALTER TABLE {t} ALTER COLUMN e_{n} DROP DEFAULT;
ALTER TABLE {t} ALTER COLUMN e_{n} TYPE jsonb USING e_{n}::jsonb;
ALTER TABLE {t} ALTER COLUMN e_{n} SET DEFAULT '[]';
ALTER TABLE {t} ALTER COLUMN d_{n} TYPE text[] USING ARRAY[d_{n}]::text[];
