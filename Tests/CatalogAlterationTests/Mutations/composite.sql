CREATE TYPE {s}.place_{n} AS (street text, number integer);
ALTER TABLE {t} ADD COLUMN place_{n} {s}.place_{n};
-- then
ALTER TYPE {s}.place_{n} ADD ATTRIBUTE town text COLLATE "C";
COMMENT ON COLUMN {s}.place_{n}.street IS 'where';
-- then
ALTER TYPE {s}.place_{n} DROP ATTRIBUTE number;
CREATE FUNCTION {s}.town_{n}(p {s}.place_{n}) RETURNS text LANGUAGE sql AS $$ SELECT $1.town $$;
-- replaced
CREATE TYPE {s}.place_{n} AS (street varchar(90), number bigint, town text);
ALTER TABLE {t} ADD COLUMN place_{n} {s}.place_{n};
