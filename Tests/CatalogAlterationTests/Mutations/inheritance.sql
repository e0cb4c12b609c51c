CREATE TABLE {s}.base_{n} (id integer, note text DEFAULT 'b', CONSTRAINT base_{n}_check CHECK (id > 0));
CREATE TABLE {s}.child_{n} (own integer) INHERITS ({s}.base_{n});
-- then
ALTER TABLE {s}.base_{n} ADD COLUMN extra integer;
ALTER TABLE {s}.child_{n} ALTER COLUMN note SET DEFAULT 'c';
ALTER TABLE {s}.base_{n} ALTER COLUMN id TYPE bigint;
-- then
ALTER TABLE {s}.child_{n} NO INHERIT {s}.base_{n};
CREATE TABLE {s}.other_{n} (id bigint, seen date);
ALTER TABLE {s}.child_{n} ADD COLUMN seen date;
-- then
ALTER TABLE {s}.child_{n} INHERIT {s}.other_{n};
ALTER TABLE {s}.other_{n} ADD CONSTRAINT other_{n}_check CHECK (seen > '2000-01-01');
-- then
ALTER TABLE {s}.child_{n} INHERIT {s}.base_{n};
ALTER TABLE {s}.base_{n} DROP COLUMN extra;
ALTER TABLE ONLY {s}.base_{n} ADD CONSTRAINT only_{n}_check CHECK (id < 100000) NO INHERIT;
