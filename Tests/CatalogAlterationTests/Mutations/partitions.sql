CREATE TABLE {s}.parted_{n} (id bigint NOT NULL, day date NOT NULL, note text, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE {s}.parted_{n}_a PARTITION OF {s}.parted_{n} FOR VALUES FROM ('2026-01-01') TO ('2026-01-04');
CREATE TABLE {s}.parted_{n}_b PARTITION OF {s}.parted_{n} FOR VALUES FROM ('2026-01-04') TO ('2027-01-01');
CREATE INDEX parted_{n}_note_idx ON {s}.parted_{n} (note);
-- then
CREATE TABLE {s}.parted_{n}_rest PARTITION OF {s}.parted_{n} DEFAULT;
ALTER TABLE {s}.parted_{n} ADD COLUMN more text DEFAULT 'm', ALTER COLUMN note TYPE varchar(90);
ALTER TABLE {s}.parted_{n} ADD CONSTRAINT parted_{n}_check CHECK (id > 0);
-- then
ALTER TABLE {s}.parted_{n} DETACH PARTITION {s}.parted_{n}_b;
CREATE UNIQUE INDEX parted_{n}_more_idx ON {s}.parted_{n} (more, day);
-- then
ALTER TABLE {s}.parted_{n} ATTACH PARTITION {s}.parted_{n}_b FOR VALUES FROM ('2026-01-04') TO ('2028-01-01');
ALTER TABLE {s}.parted_{n} ADD COLUMN up {idtype};
ALTER TABLE {s}.parted_{n} ADD CONSTRAINT parted_{n}_up FOREIGN KEY (up) REFERENCES {t} ({id});
ALTER TABLE {s}.parted_{n} ALTER COLUMN note SET NOT NULL;
-- then
ALTER TABLE {s}.parted_{n} DROP CONSTRAINT parted_{n}_check;
ALTER TABLE {s}.parted_{n} DROP COLUMN more;
DROP TABLE {s}.parted_{n}_a;
