CREATE FUNCTION {s}.mark_{n}(a integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT a $$;
ALTER TABLE {t} ADD COLUMN marked_{n} integer DEFAULT {s}.mark_{n}(4);
ALTER TABLE {t} ADD CONSTRAINT marked_{n}_check CHECK ({s}.mark_{n}(marked_{n}) > 0);
CREATE INDEX marked_{n}_idx ON {t} ({s}.mark_{n}(marked_{n}));
-- then
CREATE OR REPLACE FUNCTION {s}.mark_{n}(a integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT a + 1 $$;
-- replaced
CREATE FUNCTION {s}.mark_{n}(a integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT a::bigint $$;
ALTER TABLE {t} ADD COLUMN marked_{n} integer DEFAULT {s}.mark_{n}(5);
ALTER TABLE {t} ADD CONSTRAINT marked_{n}_check CHECK ({s}.mark_{n}(marked_{n}) > 0);
CREATE INDEX marked_{n}_idx ON {t} ({s}.mark_{n}(marked_{n}));
CREATE POLICY marked_{n} ON {t} USING ({s}.mark_{n}(marked_{n}) > 0);
