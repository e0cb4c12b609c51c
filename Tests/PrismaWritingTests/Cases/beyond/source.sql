-- What Prisma has no words for, and what only looks as if it had.
CREATE SCHEMA app;
CREATE SCHEMA tools;
CREATE EXTENSION citext;
COMMENT ON SCHEMA app IS 'Everything of ours';
CREATE TYPE app.mood AS ENUM ('good', 'not so good');
CREATE TYPE app.address AS (street text, town text);
CREATE TYPE app.span AS RANGE (subtype = int4);
CREATE DOMAIN app.percent AS integer DEFAULT 0 CHECK (VALUE BETWEEN 0 AND 100);
CREATE COLLATION app.plain (provider = libc, locale = 'C');
CREATE SEQUENCE app.invoice_numbers START WITH 1000 CACHE 20;
CREATE SEQUENCE app.loose_id_seq;
CREATE FUNCTION app.number() RETURNS integer LANGUAGE sql AS 'SELECT 1';

CREATE TABLE app.things (
  id serial PRIMARY KEY,
  note varchar(20) DEFAULT 'none'::text,
  code varchar(10) DEFAULT NULL,
  short char(3) DEFAULT 'abc',
  mood app.mood NOT NULL DEFAULT 'good'::app.mood,
  moods app.mood[] NOT NULL DEFAULT '{}',
  rate app.percent DEFAULT 5,
  made timestamptz NOT NULL DEFAULT now(),
  seen timestamptz DEFAULT CURRENT_TIMESTAMP,
  day date DEFAULT CURRENT_DATE,
  soon timestamptz DEFAULT now() + '1 day'::interval,
  flag boolean DEFAULT 't',
  price numeric(10, 2) DEFAULT '-1'::integer,
  ratio double precision DEFAULT 0.50,
  padded integer DEFAULT 007,
  data jsonb DEFAULT '{"a": 1}'::jsonb,
  tags text[] DEFAULT ARRAY[]::text[],
  names varchar(5)[] DEFAULT '{}'::varchar(5)[],
  words text[] DEFAULT '{a,b}'::text[],
  bits bit(3) DEFAULT B'101',
  bytes bytea DEFAULT '\x00',
  invoice integer NOT NULL DEFAULT nextval('app.invoice_numbers'::regclass),
  home app.address,
  spans app.span,
  title text COLLATE "C",
  body text,
  doubled integer GENERATED ALWAYS AS (padded * 2) STORED
) WITH (fillfactor = 70);
ALTER TABLE app.things ALTER body SET STORAGE external, ALTER body SET STATISTICS 200, ALTER code SET (n_distinct = 5);
ALTER TABLE app.things ALTER title SET COMPRESSION pglz;
CREATE INDEX things_title ON app.things (title COLLATE "C" DESC NULLS LAST, id) INCLUDE (note) WITH (fillfactor = 90);
CREATE INDEX things_lower ON app.things (lower(title));
CREATE INDEX things_data ON app.things USING gin (data jsonb_ops);
CREATE INDEX things_tags ON app.things USING gin (tags array_ops);
CREATE INDEX things_note ON app.things (note varchar_ops, title pg_catalog.text_ops);
CREATE INDEX things_made ON app.things USING brin (made timestamptz_minmax_ops, day date_bloom_ops);
CREATE UNIQUE INDEX things_code ON app.things (code text_pattern_ops);
COMMENT ON INDEX app.things_code IS 'found by code';
COMMENT ON COLUMN app.things.title IS E'first\r\nsecond  \n  third';
COMMENT ON TABLE app.things IS E'  kept as it is\n\nwith an empty line';
ALTER TABLE app.things CLUSTER ON things_title;
ALTER TABLE app.things REPLICA IDENTITY FULL;
ALTER TABLE app.things ADD CONSTRAINT dear CHECK (price < 100);
ALTER TABLE app.things ADD CONSTRAINT one_day EXCLUDE USING btree (day WITH =);
ALTER TABLE app.things ADD CONSTRAINT one_note UNIQUE (note) INCLUDE (day) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE app.things ADD CONSTRAINT one_short UNIQUE NULLS NOT DISTINCT (short, day) WITH (fillfactor = 80);
COMMENT ON CONSTRAINT one_short ON app.things IS 'said once';
ALTER TABLE app.things ENABLE ROW LEVEL SECURITY;
CREATE POLICY all_of_it ON app.things USING (true);

-- Its numbers come from the sequence of another table.
CREATE TABLE app.parts (
  id integer PRIMARY KEY DEFAULT nextval('app.things_id_seq'::regclass),
  thing integer,
  other integer,
  CONSTRAINT parts_thing FOREIGN KEY (thing) REFERENCES app.things (id) MATCH FULL ON DELETE SET NULL DEFERRABLE,
  CONSTRAINT parts_other FOREIGN KEY (other) REFERENCES app.things (id) ON DELETE SET NULL (other) NOT VALID
);
COMMENT ON CONSTRAINT parts_other ON app.parts IS 'not all of them';

-- A sequence of the right name that nobody owns, and one with other numbers than Prisma's.
CREATE TABLE app.loose (id bigint NOT NULL DEFAULT nextval('app.loose_id_seq'::regclass), PRIMARY KEY (id));
CREATE TABLE app.steps (id bigserial PRIMARY KEY, number integer GENERATED ALWAYS AS IDENTITY (START WITH 10));
ALTER SEQUENCE app.steps_id_seq INCREMENT BY 10;
CREATE TABLE app.maybe (id integer DEFAULT nextval('app.maybe_id_seq'::regclass));
ALTER TABLE app.steps RENAME TO stairs;

CREATE UNLOGGED TABLE app.cache (key citext PRIMARY KEY, value text) ;
CREATE TABLE app.homes OF app.address;
CREATE TABLE app.special (extra text) INHERITS (app.cache);
CREATE TABLE app.events (id integer, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE app.events_new PARTITION OF app.events FOR VALUES FROM ('2026-01-01') TO (MAXVALUE);
CREATE TABLE app.nothing ();
CREATE VIEW app.seen AS SELECT id, title FROM app.things;
COMMENT ON COLUMN app.seen.title IS 'as it is printed';
CREATE STATISTICS app.things_both ON note, code FROM app.things;
CREATE ROLE reader;
GRANT SELECT ON app.things TO reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO reader;
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER touched BEFORE UPDATE ON app.things FOR EACH ROW EXECUTE FUNCTION app.touch();
