CREATE DOMAIN {s}.mail_{n} AS text CONSTRAINT mail_{n}_check CHECK (VALUE <> 'never');
ALTER TABLE {t} ADD COLUMN mail_{n} {s}.mail_{n};
-- then
ALTER DOMAIN {s}.mail_{n} SET DEFAULT 'a@b';
ALTER DOMAIN {s}.mail_{n} ADD CONSTRAINT long_{n} CHECK (length(VALUE) < 90) NOT VALID;
COMMENT ON DOMAIN {s}.mail_{n} IS 'mail';
COMMENT ON CONSTRAINT mail_{n}_check ON DOMAIN {s}.mail_{n} IS 'no';
-- then
ALTER DOMAIN {s}.mail_{n} VALIDATE CONSTRAINT long_{n};
ALTER DOMAIN {s}.mail_{n} DROP CONSTRAINT mail_{n}_check;
UPDATE {t} SET mail_{n} = 'x';
-- then
ALTER DOMAIN {s}.mail_{n} DROP DEFAULT;
ALTER TABLE {t} ALTER COLUMN mail_{n} TYPE text;
