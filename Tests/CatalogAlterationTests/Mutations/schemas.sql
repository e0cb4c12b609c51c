CREATE SCHEMA extra_{n};
CREATE TABLE extra_{n}.things (id integer PRIMARY KEY, up {idtype} REFERENCES {t} ({id}));
-- then
COMMENT ON SCHEMA extra_{n} IS 'more';
CREATE TYPE extra_{n}.kind AS ENUM ('a', 'b');
ALTER TABLE {t} ADD COLUMN kind_{n} extra_{n}.kind;
-- then
DROP TABLE extra_{n}.things;
CREATE SCHEMA second_{n};
CREATE FUNCTION second_{n}.things() RETURNS SETOF {t} LANGUAGE sql AS $$ SELECT * FROM {t} $$;
