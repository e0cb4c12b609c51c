CREATE TABLE {s}.said_{n} (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note text CONSTRAINT said_{n}_check CHECK (note <> ''));
COMMENT ON TABLE {s}.said_{n} IS 'said';
-- then
COMMENT ON TABLE {s}.said_{n} IS E'it''s "said" IS\nover two lines';
COMMENT ON COLUMN {s}.said_{n}.note IS 'a note';
COMMENT ON SEQUENCE {s}.said_{n}_id_seq IS 'numbers';
COMMENT ON CONSTRAINT said_{n}_check ON {s}.said_{n} IS 'not empty';
COMMENT ON INDEX {s}.said_{n}_pkey IS 'the key''s index';
-- then
COMMENT ON TABLE {s}.said_{n} IS NULL;
COMMENT ON SEQUENCE {s}.said_{n}_id_seq IS 'other numbers';
COMMENT ON CONSTRAINT said_{n}_pkey ON {s}.said_{n} IS 'the key';
