CREATE TYPE {s}.shape_{n} AS (id integer, note text);
CREATE TABLE {s}.typed_{n} OF {s}.shape_{n} (id WITH OPTIONS PRIMARY KEY, note WITH OPTIONS DEFAULT 'n');
-- then
ALTER TABLE {s}.typed_{n} ALTER COLUMN note SET NOT NULL;
COMMENT ON COLUMN {s}.shape_{n}.note IS 'what is said';
COMMENT ON TYPE {s}.shape_{n} IS 'a shape';
-- then
ALTER TABLE {s}.typed_{n} NOT OF;
