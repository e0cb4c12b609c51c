ALTER TABLE {t} ADD COLUMN ka_{n} integer, ADD COLUMN kb_{n} text;
ALTER TABLE {t} ADD CONSTRAINT k_{n} UNIQUE (ka_{n});
-- then
ALTER TABLE {t} DROP CONSTRAINT k_{n};
ALTER TABLE {t} ADD CONSTRAINT k_{n} UNIQUE NULLS NOT DISTINCT (ka_{n}, kb_{n}) INCLUDE ({id}) WITH (fillfactor = 70);
COMMENT ON CONSTRAINT k_{n} ON {t} IS 'a key';
COMMENT ON INDEX {s}.k_{n} IS 'its index';
-- then
ALTER INDEX {s}.k_{n} SET (fillfactor = 80);
ALTER TABLE {t} ADD CONSTRAINT kk_{n} UNIQUE (kb_{n}) DEFERRABLE INITIALLY DEFERRED;
-- then
ALTER TABLE {t} DROP CONSTRAINT kk_{n};
ALTER TABLE {t} ADD CONSTRAINT kk_{n} UNIQUE (kb_{n}) DEFERRABLE;
CREATE TABLE {s}.of_key_{n} (id integer PRIMARY KEY, other integer UNIQUE);
-- then
ALTER TABLE {s}.of_key_{n} DROP CONSTRAINT of_key_{n}_pkey;
ALTER TABLE {s}.of_key_{n} DROP CONSTRAINT of_key_{n}_other_key;
ALTER TABLE {s}.of_key_{n} ADD CONSTRAINT of_key_{n}_pkey PRIMARY KEY (other) INCLUDE (id);
