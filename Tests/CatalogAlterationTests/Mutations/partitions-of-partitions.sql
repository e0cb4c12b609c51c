CREATE TABLE {s}.tree_{n} (region text NOT NULL, number integer NOT NULL, note text) PARTITION BY LIST (region);
CREATE TABLE {s}.tree_{n}_eu PARTITION OF {s}.tree_{n} FOR VALUES IN ('1', '2') PARTITION BY HASH (number);
CREATE TABLE {s}.tree_{n}_eu_0 PARTITION OF {s}.tree_{n}_eu FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE {s}.tree_{n}_eu_1 PARTITION OF {s}.tree_{n}_eu FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE {s}.tree_{n}_us PARTITION OF {s}.tree_{n} FOR VALUES IN ('3');
-- then
CREATE INDEX tree_{n}_number_idx ON {s}.tree_{n} (number);
ALTER TABLE {s}.tree_{n} ADD CONSTRAINT tree_{n}_key UNIQUE (region, number);
ALTER TABLE {s}.tree_{n}_us SET (fillfactor = 70);
CREATE FUNCTION {s}.of_tree_{n}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER tree_{n} AFTER INSERT ON {s}.tree_{n} FOR EACH ROW EXECUTE FUNCTION {s}.of_tree_{n}();
-- then
ALTER TABLE {s}.tree_{n} ALTER COLUMN note SET DEFAULT 'n';
ALTER TABLE {s}.tree_{n}_us ALTER COLUMN note SET DEFAULT 'us';
ALTER TABLE {s}.tree_{n} ALTER COLUMN number TYPE bigint;
-- then
DROP TABLE {s}.tree_{n}_eu_0;
CREATE TABLE {s}.tree_{n}_eu_0 PARTITION OF {s}.tree_{n}_eu FOR VALUES WITH (MODULUS 4, REMAINDER 0);
DROP TRIGGER tree_{n} ON {s}.tree_{n};
ALTER TABLE {s}.tree_{n} ADD COLUMN extra integer NOT NULL DEFAULT 0;
