ALTER TABLE {t} ADD COLUMN chosen_{n} integer DEFAULT 1 NOT NULL;
CREATE UNIQUE INDEX chosen_{n}_idx ON {t} (chosen_{n}, {id});
CREATE TABLE {s}.copied_{n} (id integer NOT NULL, note text);
CREATE UNIQUE INDEX copied_{n}_idx ON {s}.copied_{n} (id);
-- then
ALTER TABLE {s}.copied_{n} CLUSTER ON copied_{n}_idx;
ALTER TABLE {s}.copied_{n} REPLICA IDENTITY USING INDEX copied_{n}_idx;
ALTER TABLE {t} REPLICA IDENTITY FULL;
-- then
ALTER TABLE {s}.copied_{n} SET WITHOUT CLUSTER;
DROP INDEX {s}.copied_{n}_idx;
CREATE UNIQUE INDEX copied_{n}_idx ON {s}.copied_{n} (id) INCLUDE (note);
ALTER TABLE {s}.copied_{n} REPLICA IDENTITY USING INDEX copied_{n}_idx;
ALTER TABLE {t} REPLICA IDENTITY NOTHING;
-- then
ALTER TABLE {s}.copied_{n} REPLICA IDENTITY DEFAULT;
ALTER TABLE {t} REPLICA IDENTITY DEFAULT;
